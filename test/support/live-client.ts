import { setTimeout as delay } from "node:timers/promises";
import type { ClientFrame } from "#protocol/client-frame.ts";
import { encodeCursor } from "#protocol/cursor.ts";
import type { ClientId, Epoch, RoomId, UserId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import type { PresenceState, PresenceView } from "#protocol/presence.ts";
import type { NumberedEvent } from "#protocol/room-event.ts";
import { applyEvent, type RoomState } from "#protocol/room-state.ts";
import type { ServerFrame, ServerFrameOf } from "#protocol/server-frame.ts";
import type { User } from "#protocol/user.ts";
import type { UserEvent } from "#protocol/user-event.ts";
import { protocolVersion } from "#protocol/version.ts";
import type { Caller } from "./caller.ts";
import { eventually } from "./eventually.ts";
import { type Link, runTransport, type Transport } from "./live-transports.ts";
import { loadRoom } from "./load-room.ts";

export interface LiveClientOptions {
  readonly caller: Caller;
  /** Asked anew for each connection, so that a client can switch. */
  readonly transport: Transport | (() => Transport);
  /** Where to start: what an earlier client held, or what `loadRoom` gives. */
  readonly rooms: readonly RoomState[];
  /** Whose presence it wants to know. */
  readonly watch?: readonly UserId[];
  readonly silentAfterMs?: number;
  readonly reconnectDelayMs?: () => number;
  /** Hears every frame as it came. */
  readonly onFrame?: (frame: ServerFrame) => void;
  readonly onEvent?: (roomId: RoomId, event: NumberedEvent) => void;
}

export interface NewText {
  readonly roomId: RoomId;
  readonly clientId: ClientId;
  readonly body: string;
}

interface Follower {
  state: RoomState;
  /** Has this connection told all up to the head? */
  isLevel: boolean;
  /** A gap was found, and the log asked for again. */
  isRepairing: boolean;
  /** Being loaded afresh after a reset: what comes meanwhile is told again afterwards. */
  isReloading: boolean;
}

interface Pending {
  resolve(message: Message): void;
  reject(error: Error): void;
}

/**
 * A reader and writer that follows the protocol to the letter and no further: doubles dropped by number, a gap
 * repaired by subscribing again, a reset by loading afresh. What no server may do lands in `faults`.
 */
export class LiveClient {
  readonly faults: string[] = [];
  readonly errors: ServerFrameOf<"error">[] = [];
  readonly userEvents: UserEvent[] = [];
  readonly hints: ServerFrameOf<"hint">[] = [];
  /** How people look from then on. */
  readonly looks: User[] = [];
  /** All that was told of who is there, in order. */
  readonly presences: PresenceView[] = [];
  /** Who typed, and where. */
  readonly typings: ServerFrameOf<"typing">[] = [];
  /** How often each of these happened. */
  readonly counts = { connections: 0, doubles: 0, gaps: 0, resets: 0 };
  readonly #options: LiveClientOptions;
  readonly #followers = new Map<RoomId, Follower>();
  readonly #pending = new Map<unknown, Pending>();
  readonly #closed = new AbortController();
  #cut = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #send: ((frame: ClientFrame) => void) | undefined;
  #welcome: ServerFrameOf<"welcome"> | undefined;
  /** As the server handed it out; worth nothing once a socket has moved on. */
  #cursor: string | undefined;
  #userSeq = 0;
  #lastRef = 0;

  constructor(options: LiveClientOptions) {
    this.#options = options;
    for (const state of options.rooms) {
      this.#followers.set(state.roomId, { state, isLevel: false, isRepairing: false, isReloading: false });
    }
  }

  /** Starts from what a fresh client would load. */
  static async open(options: Omit<LiveClientOptions, "rooms"> & { rooms: readonly RoomId[] }): Promise<LiveClient> {
    const rooms = await Promise.all(options.rooms.map((roomId) => loadRoom(options.caller, roomId)));
    const client = new LiveClient({ ...options, rooms });
    client.connect();
    return client;
  }

  /** Connects, and again whenever the connection ends, until closed. */
  connect(): void {
    this.#running = this.#run();
  }

  /** Ends the connection at hand; the next one follows. */
  cut(): void {
    this.#cut.abort();
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  state(roomId: RoomId): RoomState {
    const follower = this.#followers.get(roomId);
    if (!follower) throw new Error(`Room ${roomId} is not followed`);
    return follower.state;
  }

  get states(): RoomState[] {
    return [...this.#followers.values()].map(({ state }) => state);
  }

  get welcome(): ServerFrameOf<"welcome"> | undefined {
    return this.#welcome;
  }

  get isLevel(): boolean {
    return this.#followers.values().every((follower) => follower.isLevel && !follower.isReloading);
  }

  untilLevel(withinMs = 10_000): Promise<boolean> {
    return eventually(() => this.isLevel, { what: "the client to be level", withinMs });
  }

  /** Waits until the room's events up to this number have come. */
  async untilSeq(roomId: RoomId, seq: number, withinMs = 10_000): Promise<RoomState> {
    await eventually(() => this.state(roomId).seq >= seq, { what: `room ${roomId} to reach ${seq}`, withinMs });
    return this.state(roomId);
  }

  /** Sends on the socket. @throws when the connection ends before the answer: nobody knows then whether it counted. */
  send({ roomId, clientId, body }: NewText): Promise<Message> {
    const send = this.#send;
    if (!send) return Promise.reject(new Error("Not connected by a socket"));
    const { promise, resolve, reject } = Promise.withResolvers<Message>();
    const ref = ++this.#lastRef;
    this.#pending.set(ref, { resolve, reject });
    send({ t: "send", ref, roomId, clientId, body });
    return promise;
  }

  /** Any other frame, as it is. */
  sendFrame(frame: ClientFrame): void {
    if (!this.#send) throw new Error("Not connected by a socket");
    this.#send(frame);
  }

  get canSend(): boolean {
    return this.#send !== undefined && this.#welcome !== undefined;
  }

  async #run(): Promise<void> {
    const { transport, reconnectDelayMs = () => 5 } = this.#options;
    const { signal } = this.#closed;
    while (!signal.aborted) {
      this.#cut = new AbortController();
      this.counts.connections++;
      this.#restart();
      const kind = typeof transport === "string" ? transport : transport();
      await runTransport[kind](this.#makeLink()).catch((error: unknown) => this.#noteUnreadable(error));
      this.#welcome = undefined;
      for (const { reject } of this.#pending.values()) reject(new Error("The connection ended"));
      this.#pending.clear();
      await delay(reconnectDelayMs(), undefined, { signal }).catch(() => {});
    }
  }

  #restart(): void {
    for (const follower of this.#followers.values()) Object.assign(follower, { isLevel: false, isRepairing: false });
  }

  /** A broken connection is no fault; an answer outside the contract is. */
  #noteUnreadable(error: unknown): void {
    const isContract = error instanceof Error && (error.name === "ZodError" || error.name === "SyntaxError");
    if (isContract) this.faults.push(`unreadable: ${error.message}`);
  }

  #makeLink(): Link {
    return {
      caller: this.#options.caller,
      rooms: [...this.#followers.keys()],
      signal: AbortSignal.any([this.#closed.signal, this.#cut.signal]),
      silentAfterMs: this.#options.silentAfterMs ?? 30_000,
      hello: () => this.#hello(),
      cursor: () => this.#cursor ?? this.#ownCursor(),
      watch: () => this.#watched(),
      onRestart: () => this.#restart(),
      accept: (frame) => this.#accept(frame),
      onCursor: (cursor) => {
        this.#cursor = cursor;
      },
      onSender: (send) => {
        this.#send = send;
      },
    };
  }

  /** Undefined: nothing was told of them. */
  presenceOf(userId: UserId): PresenceState | undefined {
    return this.presences.findLast(({ id }) => id === userId)?.state;
  }

  #watched(): string {
    const parts = (this.#options.watch ?? []).map((id) => [id, this.presenceOf(id)] as const);
    return parts.map(([id, state]) => (state ? `${id}.${state}` : String(id))).join(",");
  }

  #hello(): ClientFrame {
    const cursors = Object.fromEntries(this.states.map(({ roomId, epoch, seq }) => [roomId, { epoch, seq }]));
    return { t: "hello", v: protocolVersion, cursors, subscribe: [...this.#followers.keys()] };
  }

  #ownCursor(): string | undefined {
    const epoch: Epoch | undefined = this.states[0]?.epoch;
    if (epoch === undefined) return undefined;
    const rooms = new Map(this.states.map(({ roomId, seq }) => [roomId, seq]));
    return encodeCursor({ epoch, userSeq: this.#userSeq, rooms });
  }

  #accept(frame: ServerFrame): void {
    this.#options.onFrame?.(frame);
    switch (frame.t) {
      case "welcome":
        this.#welcome = frame;
        this.#userSeq = frame.seq;
        if (this.#options.watch) this.#send?.({ t: "watch", userIds: [...this.#options.watch] });
        return;
      case "event":
        return this.#acceptEvent(frame);
      case "level":
        return this.#acceptLevel(frame);
      case "reset":
        return this.#reload(frame.roomId);
      case "user-event":
        this.#userSeq = frame.seq;
        this.userEvents.push(frame.event);
        return;
      case "ack":
        return this.#settle(frame.ref, ({ resolve }) => resolve(frame.message));
      case "error":
        this.errors.push(frame);
        return this.#settle(frame.ref, ({ reject }) => reject(new Error(`${frame.code}: ${frame.message}`)));
      case "hint":
        this.hints.push(frame);
        return;
      default:
        this.#acceptPassing(frame);
    }
  }

  /** What is in no log. */
  #acceptPassing(frame: ServerFrame): void {
    if (frame.t === "user") this.looks.push(frame.user);
    if (frame.t === "presence") this.presences.push(...frame.users);
    if (frame.t === "typing") this.typings.push(frame);
  }

  #acceptEvent({ roomId, seq, after = seq - 1, event }: ServerFrameOf<"event">): void {
    const follower = this.#followers.get(roomId);
    if (!follower) {
      this.faults.push(`an event of room ${roomId}, which was not asked for`);
      return;
    }
    if (follower.isReloading) return;
    if (seq <= follower.state.seq) {
      this.counts.doubles++;
      return;
    }
    if (after > follower.state.seq) return this.#repairGap(follower);
    follower.state = applyEvent(follower.state, { seq, event });
    this.#cursor = undefined;
    this.#options.onEvent?.(roomId, { seq, event });
  }

  /** On a socket by subscribing again, elsewhere by a new connection. */
  #repairGap(follower: Follower): void {
    if (follower.isRepairing) return;
    this.counts.gaps++;
    Object.assign(follower, { isLevel: false, isRepairing: true });
    const { roomId, epoch, seq } = follower.state;
    if (this.#send) this.#send({ t: "subscribe", roomId, since: { epoch, seq } });
    else {
      this.#cursor = undefined;
      this.cut();
    }
  }

  #acceptLevel({ roomId, seq }: ServerFrameOf<"level">): void {
    const follower = this.#followers.get(roomId);
    if (!follower || follower.isReloading) return;
    if (seq !== follower.state.seq)
      this.faults.push(`level at ${seq} of room ${roomId}, told up to ${follower.state.seq}`);
    Object.assign(follower, { isLevel: true, isRepairing: false });
  }

  #reload(roomId: RoomId): void {
    const follower = this.#followers.get(roomId);
    if (!follower) return;
    this.counts.resets++;
    follower.isReloading = true;
    void loadRoom(this.#options.caller, roomId, this.#closed.signal)
      .then((state) => {
        follower.state = state;
      })
      .catch((error: unknown) => {
        if (!this.#closed.signal.aborted) this.faults.push(`reload of room ${roomId}: ${String(error)}`);
      })
      .finally(() => {
        follower.isReloading = false;
        this.#cursor = undefined;
        this.cut();
      });
  }

  #settle(ref: unknown, settle: (pending: Pending) => void): void {
    const pending = this.#pending.get(ref);
    this.#pending.delete(ref);
    if (pending) settle(pending);
  }
}
