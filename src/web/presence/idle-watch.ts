import type { Clock } from "../platform/clock.ts";

/** Nobody touched this page for so long: nobody is there. A hidden tab cannot be touched. */
export const idleAfterMs = 5 * 60_000;

export interface IdleWatchOptions {
  readonly clock: Clock;
  onChange(isActive: boolean): void;
}

/** Notices that nobody is at this page any more, and that somebody is again. */
export class IdleWatch {
  readonly #options: IdleWatchOptions;
  #touchedAt: number;
  #isActive = true;

  constructor(options: IdleWatchOptions) {
    this.#options = options;
    this.#touchedAt = options.clock.now();
    this.#wait(idleAfterMs);
  }

  /** Cheap: called for every move of a pointer. */
  touch(): void {
    this.#touchedAt = this.#options.clock.now();
    if (this.#isActive) return;
    this.#isActive = true;
    this.#options.onChange(true);
    this.#wait(idleAfterMs);
  }

  #wait(forMs: number): void {
    this.#options.clock.schedule(() => this.#check(), forMs);
  }

  #check(): void {
    const leftMs = this.#touchedAt + idleAfterMs - this.#options.clock.now();
    if (leftMs > 0) return this.#wait(leftMs);
    this.#isActive = false;
    this.#options.onChange(false);
  }
}
