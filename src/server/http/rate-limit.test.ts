import { expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import { createRateLimiter } from "./rate-limit.ts";

const rates = { ...limits, loginsMaxPerAccount: { count: 3, windowSeconds: 60 } };

test("refuses what exceeds the window, says when to come back, and counts each key alone", async () => {
  const limiter = createRateLimiter(rates);
  for (let index = 0; index < 3; index++) await limiter.use("loginsMaxPerAccount", "ada");
  await expect(limiter.use("loginsMaxPerAccount", "ada")).rejects.toMatchObject({
    code: "rate_limited",
    status: 429,
    details: { retryAfterMs: expect.toSatisfy((ms: number) => ms > 50_000 && ms <= 60_000) },
  });
  await limiter.use("loginsMaxPerAccount", "bob");
  await limiter.use("loginsMaxPerAddress", "ada");
});

test("a refunded use is as if it had not been", async () => {
  const limiter = createRateLimiter(rates);
  for (let index = 0; index < 20; index++) {
    await limiter.use("loginsMaxPerAccount", "ada");
    await limiter.refund("loginsMaxPerAccount", "ada");
  }
  for (let index = 0; index < 3; index++) await limiter.use("loginsMaxPerAccount", "ada");
  await expect(limiter.use("loginsMaxPerAccount", "ada")).rejects.toMatchObject({ code: "rate_limited" });
});
