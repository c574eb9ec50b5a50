import type { NumberedEvent, RoomEvent } from "#protocol/room-event.ts";
import type { ReadableBy, RoomKind, RoomRole } from "#protocol/room.ts";
import type { Person, Viewer } from "../auth/viewer.ts";

/** What the gate needs to know of a room and of the viewer's place in it. */
export interface RoomGate {
  readonly kind: RoomKind;
  readonly readableBy: ReadableBy;
  /** Undefined when the viewer is not a member (any more). */
  readonly role: RoomRole | undefined;
  /** The viewer came without a view of what was said up to this number. */
  readonly fromSeq?: number | undefined;
}

/**
 * The one gate: what this viewer may do in this room. Whoever may not `see` a room is told that it does not exist.
 * Pure, and asked inside the transaction that acts, so an answer cannot be out of date.
 */
export interface RoomRights {
  /** Know that it exists. */
  readonly see: boolean;
  /** Read its history and follow it live. */
  readonly read: boolean;
  /** Messages up to this number are not shown. */
  readonly readAfter: number;
  /**
   * Can people come and go, can it be named and changed, by anybody? A direct chat cannot: whatever would change it is
   * answered as if there were no such room.
   */
  readonly alter: boolean;
  /** Put it out of one's own list until something new comes. */
  readonly hide: boolean;
  readonly join: boolean;
  readonly post: boolean;
  readonly invite: boolean;
  /** Rename, change the topic; the rest only with `own`. */
  readonly manage: boolean;
  /** Change address, kind and readers. */
  readonly own: boolean;
  /** Address everybody at once, however many they are. */
  readonly addressAll: boolean;
  /** Delete other people's messages, remove members. */
  readonly moderate: boolean;
}

const nothing: RoomRights = {
  see: false,
  read: false,
  readAfter: 0,
  alter: false,
  hide: false,
  join: false,
  post: false,
  invite: false,
  manage: false,
  own: false,
  addressAll: false,
  moderate: false,
};

export function rightsIn(room: RoomGate, viewer: Viewer): RoomRights {
  const isOpen = room.readableBy === "everyone";
  const alter = room.kind !== "direct";
  if (viewer.kind === "server") return { ...nothing, see: true, read: true, alter };
  if (viewer.kind === "guest") return { ...nothing, see: isOpen, read: isOpen, alter };
  return room.kind === "direct" || room.kind === "group" ? rightsInChat(room) : rightsInRoom(room, viewer);
}

/** Only those in it know of it, and all of them alike. */
function rightsInChat({ kind, role, fromSeq = 0 }: RoomGate): RoomRights {
  const isGroup = kind === "group";
  if (role === undefined) return { ...nothing, alter: isGroup };
  const mine = { see: true, read: true, readAfter: fromSeq, post: true, hide: true };
  return { ...nothing, ...mine, alter: isGroup, invite: isGroup, manage: isGroup };
}

function rightsInRoom({ kind, readableBy, role, fromSeq = 0 }: RoomGate, viewer: Person): RoomRights {
  const isMember = role !== undefined;
  const isPublic = kind === "public";
  const isForAnybody = isPublic || readableBy === "everyone";
  const isOwner = role === "owner" || (isPublic && viewer.role === "admin");
  const isModerator = isOwner || role === "moderator";
  return {
    ...nothing,
    see: isMember || isForAnybody,
    read: isMember || isForAnybody,
    readAfter: isForAnybody ? 0 : fromSeq,
    alter: true,
    join: isPublic && !isMember,
    post: isMember,
    invite: isMember,
    manage: isOwner,
    own: isOwner,
    addressAll: isModerator,
    moderate: isModerator,
  };
}

/** What takes the place of an event that a reader may not see, so that the numbers stay whole. */
export const nothingToSee: RoomEvent = { type: "none" };

/** Does the event hold a message from before the reader came, who sees none up to `readAfter`? */
export function tellsOfBefore({ event }: NumberedEvent, readAfter: number): boolean {
  return event.type === "message" && event.message.seq <= readAfter;
}
