import type { Clock, Scheduled } from "../platform/clock.ts";

/** Runs work at once when it has not run lately, otherwise as soon as its pause is over; bursts become one run. */
export class Throttle {
  readonly #clock: Clock;
  readonly #work: () => void;
  #ranAtMs = -Infinity;
  #planned: { readonly timer: Scheduled; readonly atMs: number } | undefined;

  constructor(clock: Clock, work: () => void) {
    this.#clock = clock;
    this.#work = work;
  }

  /** @param pauseMs The least time between the last run and this one. */
  request(pauseMs: number): void {
    const nowMs = this.#clock.now();
    const atMs = Math.max(this.#ranAtMs + pauseMs, nowMs);
    if (this.#planned && this.#planned.atMs <= atMs) return;
    this.#planned?.timer.cancel();
    if (atMs === nowMs) return this.run();
    this.#planned = { timer: this.#clock.schedule(() => this.run(), atMs - nowMs), atMs };
  }

  run(): void {
    this.#planned?.timer.cancel();
    this.#planned = undefined;
    this.#ranAtMs = this.#clock.now();
    this.#work();
  }
}
