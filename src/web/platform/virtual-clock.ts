import type { Clock } from "./clock.ts";

interface Entry {
  readonly atMs: number;
  readonly callback: () => void;
}

/** A clock for tests: time passes only when `advance` is called, chance comes from a seed. */
export class VirtualClock implements Clock {
  #nowMs = Date.UTC(2026, 0, 1);
  #seed: number;
  readonly #entries = new Set<Entry>();

  constructor(seed = 1) {
    this.#seed = seed;
  }

  now(): number {
    return this.#nowMs;
  }

  /** Mulberry32. */
  random(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  schedule(callback: () => void, delayMs: number): { cancel(): void } {
    const entry = { atMs: this.#nowMs + delayMs, callback };
    this.#entries.add(entry);
    return { cancel: () => this.#entries.delete(entry) };
  }

  /** Lets time pass, calling back whatever falls due on the way, each at its own time. */
  async advance(byMs: number): Promise<void> {
    const untilMs = this.#nowMs + byMs;
    await settle();
    for (let due = this.#nextUntil(untilMs); due; due = this.#nextUntil(untilMs)) {
      this.#entries.delete(due);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.callback();
      await settle();
    }
    this.#nowMs = untilMs;
    await settle();
  }

  /** Lets time pass without calling anybody back, as when the machine sleeps. */
  skip(byMs: number): void {
    this.#nowMs += byMs;
  }

  #nextUntil(untilMs: number): Entry | undefined {
    let next: Entry | undefined;
    for (const entry of this.#entries) {
      if (entry.atMs <= untilMs && (!next || entry.atMs < next.atMs)) next = entry;
    }
    return next;
  }
}

/** Lets everything that is ready to go on do so: a macrotask runs only after all promises have settled. */
export async function settle(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const channel = new MessageChannel();
  channel.port1.addEventListener("message", () => {
    channel.port1.close();
    resolve();
  });
  channel.port1.start();
  channel.port2.postMessage(0);
  return promise;
}
