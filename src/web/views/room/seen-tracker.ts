import type { Clock, Scheduled } from "../../platform/clock.ts";

/** A message counts as seen once it was in view for so long. */
export const seenAfterMs = 500;

interface SeenTrackerOptions {
  readonly clock: Clock;
  /** Is the page visible, and does it have the reader's attention? */
  readonly isLooking: () => boolean;
  /** The message with this ordinal, and all before it, were seen. */
  readonly onSeen: (n: number) => void;
}

/** Tells what was really seen from what only flew past or lay on a screen that nobody looked at. */
export class SeenTracker {
  readonly #options: SeenTrackerOptions;
  #inView = 0;
  #seen = 0;
  #waiting: { readonly n: number; readonly timer: Scheduled } | undefined;

  constructor(options: SeenTrackerOptions) {
    this.#options = options;
  }

  /** @param n Ordinal of the newest message in view now. */
  look(n: number): void {
    this.#inView = n;
    if (!this.#options.isLooking()) return this.stop();
    if (this.#waiting && n < this.#waiting.n) this.stop();
    if (!this.#waiting && n > this.#seen) this.#wait(n);
  }

  stop(): void {
    this.#waiting?.timer.cancel();
    this.#waiting = undefined;
  }

  #wait(n: number): void {
    const timer = this.#options.clock.schedule(() => this.#conclude(n), seenAfterMs);
    this.#waiting = { n, timer };
  }

  #conclude(n: number): void {
    this.#waiting = undefined;
    if (!this.#options.isLooking()) return;
    this.#seen = n;
    this.#options.onSeen(n);
    if (this.#inView > n) this.#wait(this.#inView);
  }
}
