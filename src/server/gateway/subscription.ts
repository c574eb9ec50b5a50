import type { Ref } from "#protocol/client-frame.ts";
import { ParleyError } from "#protocol/errors.ts";
import type { RoomId, UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { Position } from "#protocol/room.ts";
import type { ResetReason, ServerFrame } from "#protocol/server-frame.ts";
import type { Lane } from "../auth/lane.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { LogPage, Storage } from "../storage/storage.ts";
import { type Batch, beginningOf } from "./batch.ts";
import type { Feed, Follower } from "./feed.ts";
import type { Sink } from "./sink.ts";

export interface SubscriptionOptions {
  readonly roomId: RoomId;
  /** Undefined: from now on. */
  readonly since: Position | undefined;
  readonly ref: Ref | undefined;
  readonly viewer: Viewer;
  readonly storage: Storage;
  readonly feed: Feed;
  readonly sink: Sink;
  /** Has the reader blocked this person? */
  isDeafTo(userId: UserId): boolean;
  /** The connection's own: its subscriptions read the log a few at a time. */
  readonly reading: Lane;
  /** The subscription ended by itself: refused, or told to start afresh. */
  onOver(): void;
  onFailure(error: unknown): void;
}

/** Where nobody has been: a reader that wants only what comes. */
const theEnd = Number.MAX_SAFE_INTEGER;

/**
 * One reader in one room. Backfill → cutover → live, without a hole: the log is read page by page, each page asking
 * the gate anew in its own snapshot; the reader goes live only in the very moment in which it lacks nothing.
 */
export class Subscription implements Follower {
  readonly userId: UserId | undefined;
  seq: number;
  readAfter = 0;
  readonly #options: SubscriptionOptions;
  readonly #settled = Promise.withResolvers<void>();
  #state: "catching-up" | "live" | "over" = "catching-up";

  constructor(options: SubscriptionOptions) {
    this.#options = options;
    this.userId = options.viewer.kind === "person" ? options.viewer.userId : undefined;
    this.seq = options.since?.seq ?? theEnd;
  }

  /** To be called once, when its owner knows of it: it may be over at once. */
  start(): void {
    this.#options.feed.expect(this);
    this.#run();
  }

  /** The last event that was sent; undefined while that is not known yet. */
  get position(): number | undefined {
    return this.seq === theEnd ? undefined : this.seq;
  }

  /** Resolves once it is level for the first time, or over. */
  get settled(): Promise<void> {
    return this.#settled.promise;
  }

  deliver(batch: Batch): void {
    this.#options.sink.sendBatch(batch);
  }

  pass(batch: Batch, by: UserId): void {
    if (by !== this.userId && !this.#options.isDeafTo(by)) this.#options.sink.sendIfSwift(batch);
  }

  recheck(): void {
    this.#state = "catching-up";
    this.#run();
  }

  stop(): void {
    if (this.#isOver()) return;
    this.#state = "over";
    this.#options.feed.unfollow(this);
    this.#settled.resolve();
  }

  #run(): void {
    this.#catchUp().catch((error: unknown) => this.#refuse(error));
  }

  async #catchUp(): Promise<void> {
    const { since, storage, reading } = this.#options;
    if (since && since.epoch !== storage.epoch) return this.#reset("epoch_changed");
    while (this.#state === "catching-up") await reading.run(() => this.#advance());
  }

  /** By one page, once the reader has taken in what was sent before. */
  async #advance(): Promise<void> {
    const { storage, viewer, roomId, sink, feed } = this.#options;
    if (this.#isOver()) return;
    await sink.drained();
    if (this.#isOver()) return;
    const page = await storage.readLog({ viewer, roomId, since: this.seq, limit: limits.catchUpPageEvents });
    if (this.#isOver()) return;
    const reason = this.#findResetReason(page);
    if (reason) return this.#reset(reason);
    if (this.#take(page) && feed.follow(this)) this.#goLive();
  }

  #isOver(): boolean {
    return this.#state === "over";
  }

  #findResetReason({ head }: LogPage): ResetReason | undefined {
    if (this.seq === theEnd) return undefined;
    if (this.seq > head) return "future";
    return head - this.seq > limits.catchUpMaxEvents ? "too_far_behind" : undefined;
  }

  /** Sends what fits of a page; the rest is read anew, with the rights of then. @returns whether it reached the head */
  #take({ events, head, isLevel, readAfter }: LogPage): boolean {
    const { roomId, sink, feed } = this.#options;
    this.readAfter = readAfter;
    if (isLevel) feed.startAt(head);
    const batch = beginningOf(roomId, events, this.seq);
    const isWhole = batch.texts.length === events.length;
    if (events.length > 0) sink.sendBatch(batch);
    this.seq = isWhole && isLevel ? head : (events[batch.texts.length - 1]?.seq ?? head);
    return isWhole && isLevel;
  }

  #goLive(): void {
    this.#state = "live";
    this.#tell({ t: "level", roomId: this.#options.roomId, seq: this.seq });
    this.#settled.resolve();
  }

  #reset(reason: ResetReason): void {
    this.#tell({ t: "reset", roomId: this.#options.roomId, reason });
    this.stop();
    this.#options.onOver();
  }

  #refuse(error: unknown): void {
    if (this.#isOver()) return;
    const refusal = error instanceof ParleyError ? error : new ParleyError("internal");
    if (refusal.code === "internal") this.#options.onFailure(error);
    this.#tell({ t: "error", roomId: this.#options.roomId, ...refusal.toView() });
    this.stop();
    this.#options.onOver();
  }

  /** The answer to a `subscribe` carries its `ref`. */
  #tell(frame: ServerFrame): void {
    const { ref, sink } = this.#options;
    sink.send(ref === undefined || frame.t === "reset" ? frame : ({ ...frame, ref } as ServerFrame));
  }
}
