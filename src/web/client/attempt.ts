import type { ServerFrame } from "#protocol/server-frame.ts";
import type { Transport } from "../store/contract.ts";
import type { Clock, Scheduled } from "../platform/clock.ts";
import type { Link, LinkEnd, OpenLink, Reading } from "./link.ts";
import { Watchdog } from "./watchdog.ts";

/** How long a transport may take until the server speaks over it. */
const openWithinMs: Readonly<Record<Transport, number>> = { websocket: 5_000, sse: 8_000, poll: 20_000 };

export interface AttemptOwner {
  reading(): Reading;
  onReady(attempt: Attempt): void;
  onRestart(attempt: Attempt): void;
  onFrame(attempt: Attempt, frame: ServerFrame): void;
  /** Told once, and never after `close()`. */
  onEnd(attempt: Attempt, end: LinkEnd): void;
}

/** One try to be connected: a link with its deadline until it is ready and its watchdog from then on. */
export class Attempt {
  readonly transport: Transport;
  readonly #clock: Clock;
  readonly #owner: AttemptOwner;
  readonly #link: Link;
  readonly #deadline: Scheduled;
  #watchdog: Watchdog | undefined;
  #readyAtMs: number | undefined;
  #isOver = false;

  constructor(transport: Transport, open: OpenLink, clock: Clock, owner: AttemptOwner) {
    this.transport = transport;
    this.#clock = clock;
    this.#owner = owner;
    this.#deadline = clock.schedule(() => this.#end({}), openWithinMs[transport]);
    this.#link = open({
      reading: () => owner.reading(),
      onReady: () => this.#ready(),
      onRestart: () => this.#isOver || owner.onRestart(this),
      onFrame: (frame) => this.#take(frame),
      onHeard: () => this.#watchdog?.heard(),
      onEnd: (end) => this.#end(end),
    });
  }

  get link(): Link {
    return this.#link;
  }

  /** Undefined while it is not ready. */
  get livedMs(): number | undefined {
    return this.#readyAtMs === undefined ? undefined : this.#clock.now() - this.#readyAtMs;
  }

  check(): void {
    this.#watchdog?.check();
  }

  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#deadline.cancel();
    this.#watchdog?.stop();
    this.#link.close();
  }

  #ready(): void {
    if (this.#isOver) return;
    this.#deadline.cancel();
    this.#readyAtMs = this.#clock.now();
    this.#watchdog = new Watchdog(this.#clock, {
      ping: () => this.#link.send({ t: "ping" }),
      onDead: () => this.#end({}),
    });
    this.#owner.onReady(this);
  }

  #take(frame: ServerFrame): void {
    if (this.#isOver) return;
    if (frame.t === "close") this.#end(frame);
    else this.#owner.onFrame(this, frame);
  }

  #end(end: LinkEnd): void {
    if (this.#isOver) return;
    this.close();
    this.#owner.onEnd(this, end);
  }
}
