import type { Epoch, RoomId } from "./ids.ts";
import type { Member } from "./membership.ts";
import type { Message } from "./message.ts";
import type { NumberedEvent } from "./room-event.ts";
import type { Room } from "./room.ts";

/**
 * What a reader holds of one room: a gapless window of its newest messages, and how far in its log that is true.
 * Shared by the web client, bots and the tests' model.
 */
export interface RoomState {
  readonly roomId: RoomId;
  readonly epoch: Epoch;
  /** The last event applied. */
  readonly seq: number;
  readonly room: Room | undefined;
  /** By `seq`, oldest first. */
  readonly messages: readonly Message[];
  /** Are there older messages than the window holds? */
  readonly hasMore: boolean;
  readonly members: ReadonlyMap<number, Member>;
}

/** Applies one event; pure. Events at or below `state.seq` change nothing, so doubles are harmless. */
export function applyEvent(state: RoomState, { seq, event }: NumberedEvent): RoomState {
  if (seq <= state.seq) return state;
  switch (event.type) {
    case "message":
      return {
        ...state,
        seq,
        messages: placeMessage(state, event.message),
        room: state.room && countMessage(state.room, event.message, seq),
      };
    case "member": {
      const members = new Map(state.members).set(event.member.user.id, event.member);
      return { ...state, seq, members, room: state.room && { ...state.room, seq, memberCount: event.memberCount } };
    }
    case "room":
      return { ...state, seq, room: event.room };
    case "none":
    default:
      return { ...state, seq };
  }
}

/** Puts a page of older messages before the window. */
export function prependPage(state: RoomState, page: readonly Message[], hasMore: boolean): RoomState {
  const oldest = state.messages[0]?.seq ?? Infinity;
  const older = page.filter((message) => message.seq < oldest);
  return { ...state, messages: [...older, ...state.messages], hasMore };
}

function placeMessage(state: RoomState, message: Message): readonly Message[] {
  const { messages } = state;
  const last = messages.at(-1);
  if (!last || message.seq > last.seq) return [...messages, message];
  const index = findIndexBySeq(messages, message.seq);
  const found = messages[index];
  if (found?.seq === message.seq) return found.rev < message.rev ? messages.with(index, message) : messages;
  if (index === 0 && state.hasMore) return messages;
  return messages.toSpliced(index, 0, message);
}

function countMessage(room: Room, message: Message, seq: number): Room {
  if (message.n <= room.n) return { ...room, seq };
  return { ...room, seq, n: message.n, lastMessageAt: message.createdAt };
}

/** Index of the first message whose seq is not below the given one. */
function findIndexBySeq(messages: readonly Message[], seq: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages[middle]?.seq ?? 0) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
