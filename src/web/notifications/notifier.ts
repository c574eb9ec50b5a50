import type { RoomId } from "#protocol/ids.ts";
import type { Preferences } from "#protocol/preferences.ts";
import type { LastMessage, RoomForMe } from "#protocol/room.ts";
import type { Clock } from "../platform/clock.ts";
import type { AppState } from "../store/contract.ts";
import { wantsAttention } from "./wants-attention.ts";

export interface Notification {
  readonly room: RoomForMe;
  readonly message: LastMessage;
}

export interface NotifierOptions {
  readonly clock: Clock;
  /** Is this the one tab that notifies for all? */
  readonly isLeader: () => boolean;
  /** Does a tab of this browser show the room to somebody who looks? */
  readonly isLookedAt: (roomId: RoomId) => Promise<boolean>;
  readonly preferences: () => Preferences;
  readonly roomOf: (roomId: RoomId) => RoomForMe | undefined;
  readonly show: (notification: Notification) => void;
}

/** A hint and the word that a message addresses me come apart: both are awaited. */
const settleMs = 300;
/** What is new right after the connection is back was missed, not just said: it is counted, but nobody is disturbed. */
const catchUpMs = 1_500;

/** Watches what comes to the rooms of mine, and notifies of what I asked for; once, over all tabs. */
export class Notifier {
  readonly #options: NotifierOptions;
  readonly #told = new Map<RoomId, number>();
  #liveSinceMs = Infinity;

  constructor(options: NotifierOptions) {
    this.#options = options;
  }

  onState(state: AppState, before: AppState): void {
    const { clock } = this.#options;
    const isLive = state.connection.kind === "live";
    if (!isLive) this.#liveSinceMs = Infinity;
    else if (before.connection.kind !== "live" || this.#liveSinceMs === Infinity) this.#liveSinceMs = clock.now();
    if (state.rooms === before.rooms || !state.me) return;
    const isFresh = clock.now() - this.#liveSinceMs >= catchUpMs;
    for (const room of state.rooms.values()) {
      const { lastMessage } = room;
      const earlier = before.rooms.get(room.id)?.lastMessage;
      if (!lastMessage || lastMessage.n <= (earlier?.n ?? 0)) continue;
      const isMine = lastMessage.author.id === state.me.id;
      if (!isFresh || isMine || state.blocks.has(lastMessage.author.id)) this.#told.set(room.id, lastMessage.n);
      else clock.schedule(() => void this.#consider(room.id, lastMessage), settleMs);
    }
  }

  async #consider(roomId: RoomId, message: LastMessage): Promise<void> {
    const { isLeader, roomOf, preferences, clock, isLookedAt, show } = this.#options;
    const room = roomOf(roomId);
    const told = this.#told.get(roomId) ?? 0;
    if (!room?.membership || message.n <= told) return;
    this.#told.set(roomId, message.n);
    if (!isLeader() || room.membership.readN >= message.n) return;
    const addressed = [...(room.mentionedAt ?? []), ...(room.calledAt ?? [])];
    const isAddressed = addressed.some((n) => n > told && n <= message.n);
    if (!wantsAttention({ room, text: message.text, isAddressed }, preferences(), new Date(clock.now()))) return;
    if (!(await isLookedAt(roomId))) show({ room, message });
  }
}
