import type { RoomId, UserId } from "#protocol/ids.ts";
import type { NumberedEvent } from "#protocol/room-event.ts";
import type { Room } from "#protocol/room.ts";
import { guest, type Viewer } from "../auth/viewer.ts";
import type { Clock, Scheduled } from "../clock.ts";
import { rightsIn } from "../rooms/access.ts";
import type { LogPage } from "../storage/storage.ts";
import { nothingToSee, tellsOfBefore } from "../rooms/access.ts";
import { type Batch, eventToText, toBatch } from "./batch.ts";
import { RecentEvents, type RecentEvent } from "./recent-events.ts";

/** Somebody who follows a room live. */
export interface Follower {
  readonly userId: UserId | undefined;
  /** The last event it was given. */
  seq: number;
  /** It sees no message up to this number. */
  readonly readAfter: number;
  deliver(batch: Batch): void;
  /** Takes what is in no log and may get lost; what this person does is not for everybody. */
  pass(batch: Batch, by: UserId): void;
  /** What it may read may have changed: it is off the feed, and must ask the gate before it gets anything more. */
  recheck(): void;
}

export interface FeedOptions {
  readonly roomId: RoomId;
  readonly clock: Clock;
  /** Reads the log with the server's own rights. */
  readLog(since: number): Promise<LogPage>;
  onFailure(error: unknown): void;
}

/** A missing number is usually on its way: another lane's commit a moment later. */
const gapPatienceMs = 50;
const gapRetryMs = 1_000;

/** The live end of one room's log on this node: a short memory, and whoever follows. */
export class Feed {
  readonly #options: FeedOptions;
  readonly #followers = new Set<Follower>();
  /** Those that follow or are about to. */
  readonly #interested = new Set<Follower>();
  readonly #recent: RecentEvents;
  /** Events that came before one that they follow. */
  readonly #early = new Map<number, NumberedEvent>();
  #mending: Scheduled | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#recent = new RecentEvents(options.roomId);
  }

  /** Must stay, since somebody follows it or is about to. */
  isNeeded(): boolean {
    return this.#interested.size > 0;
  }

  /** Announces a follower that still catches up. */
  expect(follower: Follower): void {
    this.#interested.add(follower);
  }

  /** A feed that has heard nothing yet learns where the log stands. */
  startAt(seq: number): void {
    this.#recent.startAt(seq);
  }

  /** Takes what the bus brought, in any order and repeatedly; gaps are read from the log. */
  append(events: readonly NumberedEvent[]): void {
    const fresh: RecentEvent[] = [];
    for (const event of events) this.#take(event, fresh);
    this.#deliver(fresh);
    if (this.#early.size > 0) this.#mendIn(gapPatienceMs);
  }

  /** Makes a follower live, if memory holds all it lacks and none of that concerns its rights; else says false. */
  follow(follower: Follower): boolean {
    const missing = this.#recent.after(follower.seq);
    if (!missing || missing.some((event) => concernsRights(event, follower))) return false;
    const last = missing.at(-1);
    if (last) {
      const batch = this.#batchFor(follower, missing);
      follower.seq = last.seq;
      follower.deliver(batch);
    }
    this.#followers.add(follower);
    return true;
  }

  /** Tells whoever follows at this moment, and nobody later. */
  pass(batch: Batch, by: UserId): void {
    for (const follower of this.#followers) follower.pass(batch, by);
  }

  unfollow(follower: Follower): void {
    this.#followers.delete(follower);
    this.#interested.delete(follower);
  }

  close(): void {
    this.#mending?.cancel();
  }

  /** Next in order: accepted, with what waited for it; ahead of its time: kept; behind: a double. */
  #take(event: NumberedEvent, fresh: RecentEvent[]): void {
    this.#recent.startAt(event.seq - 1);
    const head = this.#recent.head ?? 0;
    if (event.seq > head + 1) this.#early.set(event.seq, event);
    else if (event.seq === head + 1) fresh.push(this.#recent.add(event), ...this.#acceptEarly());
  }

  #acceptEarly(): RecentEvent[] {
    const accepted: RecentEvent[] = [];
    for (const seq of [...this.#early.keys()].sort((a, b) => a - b)) {
      const head = this.#recent.head ?? 0;
      const event = this.#early.get(seq);
      if (event && seq === head + 1) accepted.push(this.#recent.add(event));
      if (seq <= head + 1) this.#early.delete(seq);
    }
    return accepted;
  }

  /** Up to each event that may take rights away, and no further for those whom it concerns. */
  #deliver(events: readonly RecentEvent[]): void {
    let from = 0;
    events.forEach((event, index) => {
      const isLast = index === events.length - 1;
      if (!isLast && !changesRights(event)) return;
      this.#deliverTogether(events.slice(from, index + 1));
      from = index + 1;
      if (changesRights(event)) this.#recheck(event);
    });
  }

  #deliverTogether(events: readonly RecentEvent[]): void {
    const first = events[0];
    const last = events.at(-1);
    if (!first || !last) return;
    const batch = toBatch(events.map((event) => event.text));
    const oldest = Math.min(...events.map(({ event }) => (event.type === "message" ? event.message.seq : Infinity)));
    for (const follower of this.#followers) {
      if (follower.seq >= last.seq) continue;
      const isForAll = follower.seq <= first.after && follower.readAfter < oldest;
      const mine = isForAll ? batch : this.#batchFor(follower, events);
      follower.seq = last.seq;
      follower.deliver(mine);
    }
  }

  /** What this follower lacks of the events, without what it may not see. */
  #batchFor({ seq, readAfter }: Follower, events: readonly RecentEvent[]): Batch {
    const { roomId } = this.#options;
    const lacking = events.filter((event) => event.seq > seq);
    return toBatch(
      lacking.map((event) =>
        tellsOfBefore(event, readAfter)
          ? eventToText(roomId, { seq: event.seq, event: nothingToSee }, event.after)
          : event.text,
      ),
    );
  }

  #recheck(event: NumberedEvent): void {
    for (const follower of this.#followers) {
      if (!concernsRights(event, follower)) continue;
      this.#followers.delete(follower);
      follower.recheck();
    }
  }

  #mendIn(delayMs: number): void {
    this.#mending ??= this.#options.clock.schedule(() => {
      this.#mending = undefined;
      this.#mend().catch((error: unknown) => {
        this.#options.onFailure(error);
        this.#mendIn(gapRetryMs);
      });
    }, delayMs);
  }

  async #mend(): Promise<void> {
    while (this.#early.size > 0) {
      const page = await this.#options.readLog(this.#recent.head ?? 0);
      const missed = page.events.filter((event) => event.seq > (this.#recent.head ?? 0));
      const fresh = missed.map((event) => this.#recent.add(event));
      this.#deliver([...fresh, ...this.#acceptEarly()]);
      if (page.isLevel) return;
    }
  }
}

function changesRights({ event }: NumberedEvent): boolean {
  return event.type === "room" || (event.type === "member" && event.member.leftAt !== undefined);
}

/** Could this event take away the follower's right to read on? */
function concernsRights(numbered: NumberedEvent, follower: Follower): boolean {
  const { event } = numbered;
  if (!changesRights(numbered)) return false;
  if (event.type === "member") return event.member.user.id === follower.userId;
  return event.type === "room" && !canReadAsStranger(event.room, follower);
}

/** Whoever need not be a member keeps the right: a new topic of a public room must not send everybody to the log. */
function canReadAsStranger({ kind, readableBy }: Room, { userId }: Follower): boolean {
  const viewer: Viewer = userId === undefined ? guest : { kind: "person", userId, role: "member" };
  return rightsIn({ kind, readableBy, role: undefined }, viewer).read;
}
