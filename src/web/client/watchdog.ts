import { limits } from "#protocol/limits.ts";
import type { Clock, Scheduled } from "../platform/clock.ts";

const pingAfterMs = 20_000;
const answerWithinMs = 10_000;
const answerOnWakeWithinMs = 4_000;

export interface Watched {
  /** Asks for an answer; false when this transport cannot ask. */
  ping(): boolean;
  onDead(): void;
}

/**
 * Finds out that a connection died without a word. Where it can ask, it asks after some quiet; where it cannot, the
 * server's heartbeats must be heard. Timers that fire late (a closed lid) find the quiet too long at once.
 */
export class Watchdog {
  readonly #clock: Clock;
  readonly #watched: Watched;
  #heardAtMs: number;
  #timer: Scheduled | undefined;

  constructor(clock: Clock, watched: Watched) {
    this.#clock = clock;
    this.#watched = watched;
    this.#heardAtMs = clock.now();
    this.#lookIn(pingAfterMs);
  }

  heard(): void {
    this.#heardAtMs = this.#clock.now();
  }

  /** Something may have changed: asks now. A transport that cannot ask is believed while it is not overdue. */
  check(): void {
    if (this.#quietMs > limits.heartbeatTimeoutMs) this.#die();
    else if (this.#watched.ping()) this.#expectAnswer(answerOnWakeWithinMs);
    else if (this.#quietMs > limits.heartbeatIntervalMs * 1.25) this.#die();
  }

  stop(): void {
    this.#timer?.cancel();
  }

  get #quietMs(): number {
    return this.#clock.now() - this.#heardAtMs;
  }

  #look(): void {
    if (this.#quietMs < pingAfterMs) this.#lookIn(pingAfterMs - this.#quietMs);
    else if (this.#quietMs > limits.heartbeatTimeoutMs) this.#die();
    else if (this.#watched.ping()) this.#expectAnswer(answerWithinMs);
    else this.#lookIn(limits.heartbeatTimeoutMs + 1 - this.#quietMs);
  }

  #lookIn(delayMs: number): void {
    this.#timer?.cancel();
    this.#timer = this.#clock.schedule(() => this.#look(), delayMs);
  }

  #expectAnswer(withinMs: number): void {
    const askedAtMs = this.#clock.now();
    this.#timer?.cancel();
    this.#timer = this.#clock.schedule(() => {
      if (this.#heardAtMs >= askedAtMs) this.#look();
      else this.#die();
    }, withinMs);
  }

  #die(): void {
    this.stop();
    this.#watched.onDead();
  }
}
