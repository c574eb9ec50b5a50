import type { ErrorView } from "#protocol/errors.ts";
import { retryOf } from "./retry-of.ts";
import type { AnswerOf } from "#protocol/http-api.ts";
import type { Epoch, RoomId } from "#protocol/ids.ts";
import { prependPage, type RoomState } from "#protocol/room-state.ts";
import type { Position, Room } from "#protocol/room.ts";
import type { ServerFrame, ServerFrameOf } from "#protocol/server-frame.ts";
import type { User } from "#protocol/user.ts";
import type { Outcome } from "../store/contract.ts";
import type { Clock } from "../platform/clock.ts";
import { catchingUp, emptyState, hasPlace, takeEvent, takeLevel, type Feed, type Taken } from "./feed.ts";
import { keepNewest } from "./keep-newest.ts";
import { pickDelay } from "./ladder.ts";
import type { Link } from "./link.ts";
import { putLook } from "./put-look.ts";
import { Throttle } from "./throttle.ts";

/** What a view needs to know of a feed. */
export interface FeedView {
  readonly state: RoomState;
  readonly isLoading: boolean;
  readonly error: ErrorView | undefined;
}

export interface FeedClientOptions {
  readonly clock: Clock;
  readonly link: () => Link | undefined;
  /** The newest page of a room and what the room is, at a place of the log which neither is older than. */
  readonly loadFresh: (roomId: RoomId) => Promise<Outcome<RoomState>>;
  readonly roomOf: (roomId: RoomId) => Room | undefined;
  /** What has changed since the last time, many events at once. */
  readonly publish: (views: ReadonlyMap<RoomId, FeedView>) => void;
}

const followAgainAfterMs = 2_000;
const publishPauseMs = { live: 16, catchingUp: 250 } as const;

/** Follows the logs of the open rooms: no event is lost, doubled or out of order, whatever happens to the links. */
export class FeedClient {
  readonly #options: FeedClientOptions;
  readonly #feeds = new Map<RoomId, Feed>();
  readonly #changed = new Set<RoomId>();
  readonly #publishing: Throttle;
  #refs = 0;

  constructor(options: FeedClientOptions) {
    this.#options = options;
    this.#publishing = new Throttle(options.clock, () => this.#publish());
  }

  /** Where the next link begins to read. */
  get positions(): ReadonlyMap<RoomId, Position> {
    const placed = [...this.#feeds.values()].filter(hasPlace);
    return new Map(placed.map(({ state }) => [state.roomId, { epoch: state.epoch, seq: state.seq }]));
  }

  /** @param known What a server-rendered page or the cache holds of the room; without it a fresh page is loaded. */
  open(roomId: RoomId, known?: RoomState): void {
    const kind = this.#feeds.get(roomId)?.phase.kind;
    if (kind !== undefined && kind !== "refused") return;
    if (known) this.#follow(known);
    else this.#load(emptyState(roomId, this.#options.roomOf(roomId)));
  }

  close(roomId: RoomId): void {
    const feed = this.#feeds.get(roomId);
    if (feed?.phase.kind === "loading") feed.phase.retry?.cancel();
    this.#feeds.delete(roomId);
    this.#changed.delete(roomId);
    if (feed && hasPlace(feed)) this.#options.link()?.unsubscribe(roomId);
  }

  closeAll(): void {
    for (const roomId of this.#feeds.keys()) this.close(roomId);
  }

  /** Puts a page before the window. False when the page does not fit (any more): ask for it again. */
  prepend(roomId: RoomId, before: number, { messages, hasMore, position }: AnswerOf<"listMessages">): boolean {
    const feed = this.#feeds.get(roomId);
    if (!feed || feed.state.messages[0]?.seq !== before) return false;
    if (position.epoch !== feed.state.epoch || position.seq < feed.unplacedSeq) return false;
    this.#set({ ...feed, state: prependPage(feed.state, messages, hasMore) });
    this.#publishing.run();
    return true;
  }

  /** Lets go of older messages; they can be loaded again. */
  trim(roomId: RoomId, keepMessages: number): void {
    const feed = this.#feeds.get(roomId);
    if (feed) this.#set({ ...feed, state: keepNewest(feed.state, keepMessages) });
  }

  onRestart(): void {
    for (const feed of this.#feeds.values()) {
      if (hasPlace(feed)) this.#feeds.set(feed.state.roomId, { ...feed, phase: catchingUp() });
      else if (feed.phase.kind === "loading" && feed.phase.retry) this.#load(feed.state);
    }
  }

  onFrame(frame: ServerFrame): void {
    switch (frame.t) {
      case "welcome":
        return this.#onEpoch(frame.epoch);
      case "event": {
        const feed = this.#feeds.get(frame.roomId);
        return feed && this.#take(feed, takeEvent(feed, frame));
      }
      case "level": {
        const feed = this.#feeds.get(frame.roomId);
        return feed && this.#take(feed, takeLevel(feed, frame));
      }
      case "reset": {
        const feed = this.#feeds.get(frame.roomId);
        return feed && hasPlace(feed) ? this.#load(feed.state) : undefined;
      }
      case "user":
        return this.#onLook(frame.user);
      case "error":
        return this.#onError(frame);
      default:
    }
  }

  /** The room is not ours any more: nothing of it stays. */
  refuse(roomId: RoomId, error: ErrorView): void {
    const feed = this.#feeds.get(roomId);
    if (feed?.phase.kind === "loading") feed.phase.retry?.cancel();
    if (feed) this.#set({ state: emptyState(roomId, undefined), phase: { kind: "refused", error }, unplacedSeq: 0 });
  }

  #onLook(user: User): void {
    for (const feed of this.#feeds.values()) {
      const state = putLook(feed.state, user);
      if (state !== feed.state) this.#set({ ...feed, state });
    }
  }

  #take(feed: Feed, next: Taken): void {
    if (next === "gap") this.#follow(feed.state);
    else if (next === "hole") this.#load(feed.state);
    else if (next !== feed) this.#set(next);
  }

  /** Reads the room's log from where the state stands. With no link, the next one begins there by itself. */
  #follow(state: RoomState): void {
    const link = this.#options.link();
    this.#refs += 1;
    const ref = `feed:${this.#refs}`;
    const { unplacedSeq = 0 } = this.#feeds.get(state.roomId) ?? {};
    this.#set({ state, phase: catchingUp(link && ref), unplacedSeq });
    link?.subscribe(state.roomId, ref);
  }

  #load(state: RoomState, tries = 0): void {
    const feed: Feed = { state, phase: { kind: "loading", tries }, unplacedSeq: 0 };
    this.#set(feed);
    void this.#options.loadFresh(state.roomId).then((fresh) => {
      if (this.#feeds.get(state.roomId) !== feed) return;
      if (fresh.ok) this.#follow(fresh.value);
      else this.#onLoadFailed(state, tries, fresh.error);
    });
  }

  #onLoadFailed(state: RoomState, tries: number, error: ErrorView): void {
    if (retryOf(error.code) !== "later") return this.refuse(state.roomId, error);
    const delayMs = error.retryAfterMs ?? pickDelay(tries, this.#options.clock.random());
    const retry = this.#options.clock.schedule(() => this.#load(state, tries + 1), delayMs);
    this.#set({ state, phase: { kind: "loading", tries, error, retry }, unplacedSeq: 0 });
  }

  /** The database was restored from a copy: numbers from before it mean nothing now. */
  #onEpoch(epoch: Epoch): void {
    for (const feed of this.#feeds.values()) {
      if (hasPlace(feed) && feed.state.epoch !== epoch) this.#load(feed.state);
    }
  }

  #onError({ roomId, ref, ...error }: ServerFrameOf<"error">): void {
    const isOurs = ref === undefined || String(ref).startsWith("feed:");
    if (roomId === undefined || !isOurs) return;
    if (retryOf(error.code) !== "later") return this.refuse(roomId, error as ErrorView);
    this.#options.clock.schedule(() => this.#followAgain(roomId), error.retryAfterMs ?? followAgainAfterMs);
  }

  #followAgain(roomId: RoomId): void {
    const feed = this.#feeds.get(roomId);
    if (feed && hasPlace(feed) && feed.phase.kind !== "level") this.#follow(feed.state);
  }

  #set(feed: Feed): void {
    this.#feeds.set(feed.state.roomId, feed);
    this.#changed.add(feed.state.roomId);
    const { kind } = feed.phase;
    this.#publishing.request(kind === "catching-up" ? publishPauseMs.catchingUp : publishPauseMs.live);
  }

  #publish(): void {
    const feeds = [...this.#changed].flatMap((roomId) => this.#feeds.get(roomId) ?? []);
    this.#changed.clear();
    if (feeds.length > 0) this.#options.publish(new Map(feeds.map((feed) => [feed.state.roomId, viewOf(feed)])));
  }
}

function viewOf({ state, phase }: Feed): FeedView {
  const error = phase.kind === "loading" || phase.kind === "refused" ? phase.error : undefined;
  return { state, isLoading: phase.kind === "loading", error };
}
