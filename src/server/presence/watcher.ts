import type { UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { PresenceState, PresenceView } from "#protocol/presence.ts";
import type { Clock, Scheduled } from "../clock.ts";
import type { Attendee } from "./attendee.ts";

export interface WatcherOptions {
  readonly userId: UserId;
  readonly clock: Clock;
  tell(users: readonly PresenceView[]): void;
}

/** Spreads the tellings of many watchers of one person. */
const jitterMs = 250;

/** One connection's view of the people whom it watches: what it was told, and what it still has to hear. */
export class Watcher {
  readonly userId: UserId;
  readonly #options: WatcherOptions;
  /** Those watched, with what was told of them. */
  readonly #told = new Map<Attendee, PresenceState | undefined>();
  readonly #changed = new Set<Attendee>();
  #timer: Scheduled | undefined;
  #toldAt = -Infinity;

  constructor(options: WatcherOptions) {
    this.userId = options.userId;
    this.#options = options;
  }

  watched(): Iterable<Attendee> {
    return this.#told.keys();
  }

  /** Replaces the set; tells at once of those who are not as they are known to be. */
  replace(people: ReadonlySet<Attendee>, known: ReadonlyMap<UserId, PresenceState>): void {
    for (const person of this.#told.keys()) if (!people.has(person)) this.#forget(person);
    const fresh: Attendee[] = [];
    for (const person of people) {
      if (this.#told.has(person)) continue;
      person.watchers.add(this);
      this.#told.set(person, known.get(person.id));
      fresh.push(person);
    }
    this.#tell(fresh);
  }

  mark(person: Attendee): void {
    if (!this.#told.has(person)) return;
    this.#changed.add(person);
    const { clock } = this.#options;
    const inMs = Math.max(0, this.#toldAt + limits.presenceIntervalMs - clock.now()) + clock.random() * jitterMs;
    this.#timer ??= clock.schedule(() => this.#tellChanges(), inMs);
  }

  /** They no longer share a room: for this watcher they are gone. */
  drop(person: Attendee): void {
    const isShown = this.#told.get(person) !== "offline";
    this.#forget(person);
    if (isShown) this.#options.tell([{ id: person.id, state: "offline", v: person.versionOf("offline") }]);
  }

  close(): void {
    this.#timer?.cancel();
    for (const person of this.#told.keys()) this.#forget(person);
  }

  #forget(person: Attendee): void {
    this.#told.delete(person);
    this.#changed.delete(person);
    person.watchers.delete(this);
    person.settle();
  }

  #tellChanges(): void {
    this.#timer = undefined;
    this.#toldAt = this.#options.clock.now();
    const changed = [...this.#changed];
    this.#changed.clear();
    this.#tell(changed);
  }

  #tell(people: readonly Attendee[]): void {
    const views: PresenceView[] = [];
    for (const person of people) {
      const state = person.stateFor(this.userId);
      if (state === this.#told.get(person)) continue;
      this.#told.set(person, state);
      views.push({ id: person.id, state, v: person.versionOf(state) });
    }
    if (views.length > 0) this.#options.tell(views);
  }
}
