import type { UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { type Attendance, chosenAt, ownState, publicState } from "#protocol/judge-presence.ts";
import { automatic, type ChosenPresence, type PresenceState } from "#protocol/presence.ts";
import type { Clock, Scheduled } from "../clock.ts";
import type { Watcher } from "./watcher.ts";

export interface AttendeeOptions {
  readonly id: UserId;
  readonly clock: Clock;
  /** The next version: greater than any before. */
  nextV(): number;
  /** Nobody needs it any more: not there, and not looked at. */
  onIdle(): void;
}

/** Timers reach no further. */
const timerMaxMs = 2 ** 31 - 1;

/** Somebody who is there, or is looked at. Costs the same however many others there are. */
export class Attendee {
  readonly id: UserId;
  readonly watchers = new Set<Watcher>();
  /** Of this person's own connections. */
  readonly looking = new Set<Watcher>();
  readonly #options: AttendeeOptions;
  #chosen: ChosenPresence = automatic;
  #chosenSeq = -1;
  #seats = 0;
  #activeSeats = 0;
  #attendance: Attendance = "none";
  #grace: Scheduled | undefined;
  #expiry: Scheduled | undefined;
  #shown: PresenceState = "offline";
  #own: PresenceState = "offline";
  #v = 0;

  constructor(options: AttendeeOptions) {
    this.id = options.id;
    this.#options = options;
  }

  stateFor(watcherId: UserId): PresenceState {
    return watcherId === this.id ? this.#own : this.#shown;
  }

  /** Somebody who is not there has no number of their own: it would tell when they, invisible, came. */
  versionOf(state: PresenceState): number {
    return state === "offline" ? this.#options.nextV() : this.#v;
  }

  choose(chosen: ChosenPresence, seq: number): void {
    if (seq <= this.#chosenSeq) return;
    this.#chosen = chosen;
    this.#chosenSeq = seq;
    this.#refresh();
  }

  sit(watcher: Watcher, isActive: boolean): void {
    this.looking.add(watcher);
    this.#grace?.cancel();
    this.#grace = undefined;
    this.#seats += 1;
    if (isActive) this.#activeSeats += 1;
    this.#attend();
  }

  setActive(isActive: boolean): void {
    this.#activeSeats += isActive ? 1 : -1;
    this.#attend();
  }

  /** As long as the grace lasts, nothing has changed for others: most who leave come back at once. */
  rise(watcher: Watcher, wasActive: boolean): void {
    this.looking.delete(watcher);
    this.#seats -= 1;
    if (wasActive) this.#activeSeats -= 1;
    if (this.#seats > 0) this.#attend();
    else this.#grace = this.#options.clock.schedule(() => this.#goAway(), limits.presenceGraceMs);
  }

  settle(): void {
    if (this.#attendance === "none" && this.watchers.size === 0) this.close();
  }

  close(): void {
    this.#grace?.cancel();
    this.#expiry?.cancel();
    this.#options.onIdle();
  }

  #attend(): void {
    this.#attendance = this.#activeSeats > 0 ? "active" : "idle";
    this.#refresh();
  }

  #goAway(): void {
    this.#grace = undefined;
    this.#attendance = "none";
    this.#refresh();
    this.settle();
  }

  #refresh(): void {
    const now = this.#options.clock.now();
    const chosen = chosenAt(this.#chosen, now);
    const shown = publicState(chosen, this.#attendance);
    const own = ownState(chosen, this.#attendance);
    this.#planExpiry(now);
    if (shown === this.#shown && own === this.#own) return;
    const isSeen = shown !== this.#shown;
    this.#shown = shown;
    this.#own = own;
    this.#v = this.#options.nextV();
    for (const watcher of isSeen ? this.watchers : this.looking) watcher.mark(this);
  }

  #planExpiry(now: number): void {
    this.#expiry?.cancel();
    this.#expiry = undefined;
    const { until } = this.#chosen;
    if (until === null || until <= now || this.#attendance === "none") return;
    this.#expiry = this.#options.clock.schedule(() => this.#refresh(), Math.min(until - now, timerMaxMs));
  }
}
