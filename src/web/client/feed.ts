import type { ErrorView } from "#protocol/errors.ts";
import type { Epoch, RoomId } from "#protocol/ids.ts";
import type { NumberedEvent } from "#protocol/room-event.ts";
import type { RoomState } from "#protocol/room-state.ts";
import type { Room } from "#protocol/room.ts";
import type { Scheduled } from "../platform/clock.ts";
import { applyNumbered } from "./apply-numbered.ts";

/** How a room's feed stands to the room's log. */
export type Phase =
  /** A fresh page is asked for; after a failure, `retry` asks again. */
  | { readonly kind: "loading"; readonly tries: number; readonly error?: ErrorView; readonly retry?: Scheduled }
  /** Reading a log that starts at our place on a link that had not sent this room before: numbers rise, but may skip. */
  | { readonly kind: "catching-up"; readonly hasSeenMembers: boolean }
  /** Asked again on a link that may still be sending: what comes is held back until the level of that very request. */
  | { readonly kind: "repairing"; readonly ref: string; readonly held: NumberedEvent[] }
  /** Everything is here; the next number is the last one plus one. */
  | { readonly kind: "level" }
  /** Not for us; nothing is tried until the room is opened again. */
  | { readonly kind: "refused"; readonly error: ErrorView };

export interface Feed {
  readonly state: RoomState;
  readonly phase: Phase;
}

export const catchingUp: Phase = { kind: "catching-up", hasSeenMembers: false };

export function emptyState(roomId: RoomId, room: Room | undefined): RoomState {
  return { roomId, epoch: "" as Epoch, seq: 0, room, messages: [], hasMore: false, members: new Map() };
}

/** Does this feed have a place in the log? */
export function hasPlace({ phase }: Feed): boolean {
  return phase.kind !== "loading" && phase.kind !== "refused";
}

/** What an event makes of a feed: a changed feed, the same one when it brings nothing, or `gap`. */
export function takeEvent(feed: Feed, numbered: NumberedEvent): Feed | "gap" {
  const { state, phase } = feed;
  switch (phase.kind) {
    case "catching-up": {
      if (numbered.seq <= state.seq) return feed;
      const hasSeenMembers = phase.hasSeenMembers || numbered.event.type === "member";
      return { state: applyNumbered(state, numbered), phase: { ...phase, hasSeenMembers } };
    }
    case "repairing":
      phase.held.push(numbered);
      return feed;
    case "level":
      if (numbered.seq <= state.seq) return feed;
      return numbered.seq === state.seq + 1 ? { state: applyNumbered(state, numbered), phase } : "gap";
    case "loading":
    case "refused":
    default:
      return feed;
  }
}

/** Did people come or go in a stretch of log that was not seen step by step? Then their number is not known. */
export function isCountUnknown({ phase }: Feed): boolean {
  if (phase.kind === "repairing") return phase.held.some(({ event }) => event.type === "member");
  return phase.kind === "catching-up" && phase.hasSeenMembers;
}

/** What a level makes of a feed. Numbers up to it that did not come were replaced by later changes that did. */
export function takeLevel(feed: Feed, seq: number, ref: string | number | undefined): Feed | "gap" {
  const { state, phase } = feed;
  switch (phase.kind) {
    case "catching-up":
      return { state: raiseTo(state, seq), phase: { kind: "level" } };
    case "repairing": {
      if (ref !== phase.ref) return feed;
      const inOrder = phase.held.toSorted((a, b) => a.seq - b.seq);
      return { state: raiseTo(inOrder.reduce(applyNumbered, state), seq), phase: { kind: "level" } };
    }
    case "level":
      return seq > state.seq ? "gap" : feed;
    case "loading":
    case "refused":
    default:
      return feed;
  }
}

function raiseTo(state: RoomState, seq: number): RoomState {
  return seq > state.seq ? { ...state, seq } : state;
}
