import type { ErrorView } from "#protocol/errors.ts";
import type { Epoch, RoomId } from "#protocol/ids.ts";
import { applyEvent, type RoomState } from "#protocol/room-state.ts";
import type { Room } from "#protocol/room.ts";
import type { ServerFrameOf } from "#protocol/server-frame.ts";
import type { Scheduled } from "../platform/clock.ts";

/** How a room's feed stands to the room's log. */
export type Phase =
  /** A fresh page is asked for; after a failure, `retry` asks again. */
  | { readonly kind: "loading"; readonly tries: number; readonly error?: ErrorView; readonly retry?: Scheduled }
  /**
   * The log is being read from our place. It ends with the level of this very request: the one that carries `ref`.
   * Only on a link that had not sent this room before (no `ref`) is a gap one of the log that is being read.
   */
  | { readonly kind: "catching-up"; readonly ref: string | undefined; readonly hasGap: boolean }
  /** Everything is here. */
  | { readonly kind: "level" }
  /** Not for us; nothing is tried until the room is opened again. */
  | { readonly kind: "refused"; readonly error: ErrorView };

export interface Feed {
  readonly state: RoomState;
  readonly phase: Phase;
  /** The latest change to a message that is older than the window: a page read before it is out of date. */
  readonly unplacedSeq: number;
}

/** What a frame makes of a feed; the very same feed when it brings nothing. */
export type Taken =
  | Feed
  /** Something is missing: read the log again from our place. */
  | "gap"
  /** Reading the log did not bring what is missing: start afresh. */
  | "hole";

export function catchingUp(ref?: string): Phase {
  return { kind: "catching-up", ref, hasGap: false };
}

export function emptyState(roomId: RoomId, room: Room | undefined): RoomState {
  return { roomId, epoch: "" as Epoch, seq: 0, room, messages: [], hasMore: false, members: new Map() };
}

/** Does this feed have a place in the log? */
export function hasPlace({ phase }: Feed): boolean {
  return phase.kind === "catching-up" || phase.kind === "level";
}

export function takeEvent(feed: Feed, frame: ServerFrameOf<"event">): Taken {
  const { state, phase } = feed;
  if (!hasPlace(feed) || frame.seq <= state.seq) return feed;
  const after = frame.after ?? frame.seq - 1;
  if (after <= state.seq) return applySafely(feed, frame);
  if (phase.kind !== "catching-up") return "gap";
  return phase.ref !== undefined || phase.hasGap ? feed : { ...feed, phase: { ...phase, hasGap: true } };
}

export function takeLevel(feed: Feed, { seq, ref }: Pick<ServerFrameOf<"level">, "seq" | "ref">): Taken {
  const { state, phase } = feed;
  if (phase.kind === "level") return seq > state.seq ? "gap" : feed;
  if (phase.kind !== "catching-up" || ref !== phase.ref) return feed;
  if (phase.hasGap) return "hole";
  return { ...feed, state: seq > state.seq ? { ...state, seq } : state, phase: { kind: "level" } };
}

function isBeforeWindow({ messages, hasMore }: RoomState, { event }: ServerFrameOf<"event">): boolean {
  const oldest = messages[0];
  return hasMore && oldest !== undefined && event.type === "message" && event.message.seq < oldest.seq;
}

/** An event that cannot be applied (from a newer server, or damaged) counts as seen: it must not stop its room. */
function applySafely(feed: Feed, frame: ServerFrameOf<"event">): Feed {
  try {
    const unplacedSeq = isBeforeWindow(feed.state, frame) ? frame.seq : feed.unplacedSeq;
    return { ...feed, state: applyEvent(feed.state, frame), unplacedSeq };
  } catch {
    return { ...feed, state: { ...feed.state, seq: frame.seq } };
  }
}
