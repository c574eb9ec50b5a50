import type { UserId } from "#protocol/ids.ts";
import type { ChosenPresence, PresenceState, PresenceView } from "#protocol/presence.ts";
import type { Notice } from "../storage/storage.ts";

/** What is known of somebody when a connection of theirs begins. */
export interface Arrival {
  readonly userId: UserId;
  readonly chosen: ChosenPresence;
  /** Number of their own log that `chosen` reflects. */
  readonly seq: number;
  readonly isActive: boolean;
  /** Takes what this connection is told of those whom it watches. */
  tell(users: readonly PresenceView[]): void;
}

/** One connection's place among those who are there. */
export interface Seat {
  setActive(isActive: boolean): void;
  /**
   * Looks at these people instead of those from before, as far as they share a room with the watcher; others are passed
   * over in silence. Who is not as `known` says is told at once, changes of them later.
   */
  watch(userIds: readonly UserId[], known?: ReadonlyMap<UserId, PresenceState>): Promise<void>;
  leave(): void;
}

/** Who is there, and who looks at whom. This node's connections; several nodes would share it. */
export interface Presence {
  join(arrival: Arrival): Seat;
  /** Call with every notice: hears what people chose, and who no longer shares a room. */
  onNotice(notice: Notice): void;
  /** Somebody chose this in the change of their own log that has this number. */
  choose(userId: UserId, chosen: ChosenPresence, seq: number): void;
  close(): void;
}
