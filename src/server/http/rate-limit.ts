import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { ParleyError } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";

export interface Rate {
  readonly count: number;
  readonly windowSeconds: number;
}

/** The rows of the limits table that are rates. */
export type RateName = {
  [Name in keyof typeof limits]: (typeof limits)[Name] extends Rate ? Name : never;
}[keyof typeof limits];

export type RateTable = Readonly<Record<RateName, Rate>>;

/** Counts what people, accounts and addresses do; the same counters serve every transport. */
export interface RateLimiter {
  /** Counts one use. @throws ParleyError rate_limited, with `retryAfterMs`, once the window is used up. */
  use(name: RateName, key: string | number): Promise<void>;
  /** Takes one use back: it turned out to be harmless. */
  refund(name: RateName, key: string | number): Promise<void>;
}

/** In this process's memory. */
export function createRateLimiter(rates: RateTable = limits): RateLimiter {
  const limiters = new Map<RateName, RateLimiterMemory>();

  function limiterOf(name: RateName): RateLimiterMemory {
    const found = limiters.get(name);
    if (found) return found;
    const { count, windowSeconds } = rates[name];
    const limiter = new RateLimiterMemory({ keyPrefix: "", points: count, duration: windowSeconds });
    limiters.set(name, limiter);
    return limiter;
  }

  return {
    async use(name, key) {
      try {
        await limiterOf(name).consume(key);
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) {
          throw new ParleyError("rate_limited", { retryAfterMs: Math.max(1, refusal.msBeforeNext) });
        }
        throw refusal;
      }
    },
    async refund(name, key) {
      await limiterOf(name).reward(key);
    },
  };
}
