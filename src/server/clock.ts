import { randomBytes } from "node:crypto";

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

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
  schedule(callback, delayMs) {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
