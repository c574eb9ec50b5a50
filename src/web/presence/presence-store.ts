import { create } from "zustand";
import type { RoomId, UserId } from "#protocol/ids.ts";
import type { PresenceState, PresenceView } from "#protocol/presence.ts";
import type { User } from "#protocol/user.ts";

interface Passing {
  /** What was told last of people who were looked at. */
  readonly people: ReadonlyMap<UserId, PresenceView>;
  /** Who types, in the order in which they began. */
  readonly typing: ReadonlyMap<RoomId, readonly User[]>;
}

/** What is in no log and is not kept. */
export const usePassing = create<Passing>(() => ({ people: new Map(), typing: new Map() }));

/** Undefined: not told. */
export function usePresenceOf(id: UserId): PresenceState | undefined {
  return usePassing(({ people }) => people.get(id)?.state);
}
