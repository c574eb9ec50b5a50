import { expect, test } from "vitest";
import { startRedis } from "./redis.ts";

test("a Redis of our own starts and ends", async () => {
  const redis = await startRedis();
  expect(redis.url).toMatch(/^redis:\/\/127\.0\.0\.1:\d+$/);
  await redis[Symbol.asyncDispose]();
});
