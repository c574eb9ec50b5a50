/** Time and chance, injected so that scenarios can run on a virtual clock with a seed. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** Calls back once, later. */
  schedule(callback: () => void, delayMs: number): Scheduled;
}

export interface Scheduled {
  cancel(): void;
}

export const browserClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  schedule(callback, delayMs) {
    const timer = setTimeout(callback, delayMs);
    return { cancel: () => clearTimeout(timer) };
  },
};
