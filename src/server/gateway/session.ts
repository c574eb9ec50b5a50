import type { Ref } from "#protocol/client-frame.ts";
import type { CloseName } from "#protocol/close-codes.ts";
import type { Cursor } from "#protocol/cursor.ts";
import { ParleyError } from "#protocol/errors.ts";
import type { RoomId, UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { Preferences } from "#protocol/preferences.ts";
import { automatic, type PresenceState } from "#protocol/presence.ts";
import type { Position } from "#protocol/room.ts";
import type { UserEvent } from "#protocol/user-event.ts";
import { protocolVersion } from "#protocol/version.ts";
import { createLane } from "../auth/lane.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import type { Presence, Seat } from "../presence/presence.ts";
import type { MyRooms, Session as Login } from "../storage/storage.ts";
import type { Batch } from "./batch.ts";
import type { Hub } from "./hub.ts";
import type { Sink } from "./sink.ts";
import { Subscription } from "./subscription.ts";

export interface SessionOptions {
  readonly context: Pick<Context, "storage" | "log">;
  readonly hub: Hub;
  readonly viewer: Viewer;
  /** Undefined for guests. */
  readonly login: Login | undefined;
  readonly sink: Sink;
  readonly presence: Presence;
  /** Is somebody at the device? Yes when not said. */
  readonly isActive?: boolean;
}

/** Pages of the log that are read for one connection at once, so that what they bring together fits its queue. */
const readsMax = 4;

/** While greeting, what happens to the person waits for the welcome that it comes after. */
type State =
  | { readonly kind: "new" }
  | { readonly kind: "greeting"; readonly waiting: [number, UserEvent][] }
  | { readonly kind: "open" }
  | { readonly kind: "over" };

/** One live connection of one person or guest, whatever the transport. */
export class LiveSession {
  readonly viewer: Viewer;
  readonly login: Login | undefined;
  readonly #options: SessionOptions;
  readonly #subscriptions = new Map<RoomId, Subscription>();
  readonly #reading = createLane({ width: readsMax, maxQueued: Infinity });
  #state: State = { kind: "new" };
  #userSeq = 0;
  #seat: Seat | undefined;
  /** Whom the person has blocked. */
  #blocked: ReadonlySet<UserId> = new Set();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.viewer = options.viewer;
    this.login = options.login;
    // From the first moment on: who never says hello is counted, logged out and sent away like anybody else.
    options.hub.add(this);
  }

  /** Has it ended? Its transport may still be taking leave. */
  get isOver(): boolean {
    return this.#state.kind === "over";
  }

  /** Says welcome, unless the reader knows its own log up to `knownSeq` and that is still where it stands. */
  async greet(knownSeq?: number): Promise<void> {
    const { hub, sink, context } = this.#options;
    const waiting: [number, UserEvent][] = [];
    this.#state = { kind: "greeting", waiting };
    const { seq, rooms, ...mine } = await this.#readMine();
    if (this.isOver) return;
    this.#userSeq = seq;
    this.#blocked = new Set(mine.blocks);
    this.#seat = this.#sit(seq, mine.preferences);
    hub.watch(
      this,
      rooms.map((room) => room.id),
    );
    if (knownSeq !== seq) {
      const you = this.login?.user ?? null;
      sink.send({ t: "welcome", v: protocolVersion, you, epoch: context.storage.epoch, seq, rooms, ...mine });
    }
    this.#state = { kind: "open" };
    for (const [eventSeq, event] of waiting) this.#sendUserEvent(eventSeq, event);
  }

  /** Follows a room, anew if it was followed already. @throws too_many_subscriptions */
  subscribe(roomId: RoomId, since?: Position, ref?: Ref): Subscription | undefined {
    if (this.isOver) return undefined;
    this.unsubscribe(roomId);
    if (this.#subscriptions.size >= limits.subscriptionsMaxRooms) throw new ParleyError("too_many_subscriptions");
    const { context, hub, viewer, sink } = this.#options;
    const subscription = new Subscription({
      roomId,
      since,
      ref,
      viewer,
      storage: context.storage,
      feed: hub.feedOf(roomId),
      sink,
      isDeafTo: (userId) => this.#blocked.has(userId),
      reading: this.#reading,
      onOver: () => {
        if (this.#subscriptions.get(roomId) === subscription) this.#subscriptions.delete(roomId);
      },
      onFailure: (error) => context.log.error({ err: error, roomId }, "a subscription failed"),
    });
    this.#subscriptions.set(roomId, subscription);
    subscription.start();
    return subscription;
  }

  unsubscribe(roomId: RoomId): void {
    this.#subscriptions.get(roomId)?.stop();
    this.#subscriptions.delete(roomId);
  }

  /** Looks at these people; what is `known` of them need not be told. Nobody is shown to guests. */
  async watch(userIds: readonly UserId[], known?: ReadonlyMap<UserId, PresenceState>): Promise<void> {
    await this.#seat?.watch(userIds, known);
  }

  setActive(isActive: boolean): void {
    this.#seat?.setActive(isActive);
  }

  takeUserEvent(seq: number, event: UserEvent): void {
    if (this.#state.kind === "greeting") this.#state.waiting.push([seq, event]);
    else if (this.#state.kind === "open") this.#sendUserEvent(seq, event);
  }

  /** Tells what is in no log, and is not told again. */
  tell(batch: Batch): void {
    if (this.#state.kind === "open") this.#options.sink.sendBatch(batch);
  }

  /** Tells of news in a room of mine that is not followed here. */
  hint(roomId: RoomId, batch: Batch): void {
    if (this.#state.kind === "open" && !this.#subscriptions.has(roomId)) this.#options.sink.sendBatch(batch);
  }

  /** Where the reader stands once it has what was sent. */
  cursor(): Cursor {
    const rooms = new Map<RoomId, number>();
    for (const [roomId, { position }] of this.#subscriptions) {
      if (position !== undefined) rooms.set(roomId, position);
    }
    return { epoch: this.#options.context.storage.epoch, userSeq: this.#userSeq, rooms };
  }

  /** Ends it from the server's side. */
  end(why: CloseName, delayMs?: number): void {
    if (this.isOver) return;
    // First, while it is known where the reader stands.
    this.#options.sink.end(why, delayMs);
    this.dispose();
  }

  /** To be called at every heartbeat: a login that ran out ends like one that was ended. */
  endWithLogin(nowMs: number): void {
    if (this.login && this.login.expiresAt <= nowMs) this.end("sessionEnded");
  }

  /** Forgets everything; called by the transport when its connection is gone. */
  dispose(): void {
    this.#state = { kind: "over" };
    for (const subscription of this.#subscriptions.values()) subscription.stop();
    this.#subscriptions.clear();
    this.#seat?.leave();
    this.#options.hub.remove(this);
  }

  /** From now on the person is there; as they chose, so that nobody sees them otherwise for a moment. */
  #sit(seq: number, preferences: Preferences | undefined): Seat | undefined {
    if (this.viewer.kind !== "person") return undefined;
    const { presence, sink, isActive = true } = this.#options;
    return presence.join({
      userId: this.viewer.userId,
      chosen: preferences?.presence ?? automatic,
      seq,
      isActive,
      tell: (users) => !this.isOver && sink.send({ t: "presence", users: [...users] }),
    });
  }

  async #readMine(): Promise<Pick<MyRooms, "seq" | "rooms"> & Partial<MyRooms>> {
    if (this.viewer.kind !== "person") return { seq: 0, rooms: [] };
    return await this.#options.context.storage.listMyRooms({ userId: this.viewer.userId });
  }

  /** What was chosen while the person was greeted, the notice came too early for. */
  #choose(seq: number, { presence: chosen }: Preferences): void {
    if (this.viewer.kind === "person") this.#options.presence.choose(this.viewer.userId, chosen, seq);
  }

  #sendUserEvent(seq: number, event: UserEvent): void {
    if (seq <= this.#userSeq) return;
    this.#userSeq = seq;
    const { hub, sink } = this.#options;
    sink.send({ t: "user-event", seq, event });
    if (event.type === "joined") hub.watch(this, [event.room.id]);
    if (event.type === "blocks") this.#blocked = new Set(event.userIds);
    if (event.type === "preferences") this.#choose(seq, event.preferences);
    if (event.type === "left") hub.unwatch(this, [event.roomId]);
  }
}
