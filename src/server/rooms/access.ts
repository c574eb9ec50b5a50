import type { ReadableBy, RoomKind, RoomRole } from "#protocol/room.ts";
import type { Viewer } from "../auth/viewer.ts";

/** What the gate needs to know of a room and of the viewer's place in it. */
export interface RoomGate {
  readonly kind: RoomKind;
  readonly readableBy: ReadableBy;
  /** Undefined when the viewer is not a member (any more). */
  readonly role: RoomRole | undefined;
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
  readonly join: boolean;
  readonly post: boolean;
  readonly invite: boolean;
  /** Rename, change topic and readers. */
  readonly manage: boolean;
  /** Delete other people's messages, remove members. */
  readonly moderate: boolean;
}

const nothing: RoomRights = {
  see: false,
  read: false,
  join: false,
  post: false,
  invite: false,
  manage: false,
  moderate: false,
};

export function rightsIn(room: RoomGate, viewer: Viewer): RoomRights {
  const isOpen = room.readableBy === "everyone";
  if (viewer.kind === "server") return { ...nothing, see: true, read: true };
  if (viewer.kind === "guest") return { ...nothing, see: isOpen, read: isOpen };
  const isMember = room.role !== undefined;
  const isPublic = room.kind === "public";
  const isRoom = isPublic || room.kind === "private";
  const isKeeper = isPublic && viewer.role === "admin";
  const isVisible = isMember || isOpen || isPublic;
  return {
    see: isVisible,
    read: isVisible,
    join: isPublic && !isMember,
    post: isMember,
    invite: isMember && isRoom,
    manage: isRoom && (isKeeper || room.role === "owner"),
    moderate: isRoom && (isKeeper || room.role === "owner" || room.role === "moderator"),
  };
}
