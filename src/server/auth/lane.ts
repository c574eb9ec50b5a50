import { ParleyError } from "#protocol/errors.ts";

/** Runs jobs a few at a time, and keeps only so many waiting. */
export interface Lane {
  /** @throws ParleyError rate_limited when too many wait already. */
  run<Result>(job: () => Promise<Result>): Promise<Result>;
}

export function createLane({ width, maxQueued }: { width: number; maxQueued: number }): Lane {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function enter(): Promise<void> {
    if (running < width) {
      running++;
      return;
    }
    if (waiting.length >= maxQueued) throw new ParleyError("rate_limited", { retryAfterMs: 1_000 });
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** Hands the place on to whoever waits longest, so that `running` stays as it is. */
  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }

  return {
    async run(job) {
      await enter();
      try {
        return await job();
      } finally {
        leave();
      }
    },
  };
}
