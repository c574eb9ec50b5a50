import { expect, test } from "vitest";
import type { UserId } from "#protocol/ids.ts";
import type { Session } from "../storage/storage.ts";
import { createSessionCache } from "./session-cache.ts";

const session: Session = {
  tokenHash: "hash",
  user: { id: 1 as UserId, username: "ada", displayName: "Ada", role: "member" },
  seenAt: 0,
  expiresAt: 10_000,
};

/** Look-ups that answer when told to, on a clock that stands still. */
function makeSource() {
  const lookups: PromiseWithResolvers<Session | undefined>[] = [];
  const time = { now: 0 };
  const cache = createSessionCache({
    clock: { now: () => time.now },
    storage: {
      findSession() {
        const lookup = Promise.withResolvers<Session | undefined>();
        lookups.push(lookup);
        return lookup.promise;
      },
    },
  });
  return { cache, lookups, time };
}

test("asks once for many at a time, and not again within a second", async () => {
  const { cache, lookups, time } = makeSource();
  const both = Promise.all([cache.find("hash"), cache.find("hash")]);
  lookups[0]?.resolve(session);
  expect(await both).toEqual([session, session]);
  time.now = 999;
  expect(await cache.find("hash")).toBe(session);
  expect(lookups).toHaveLength(1);
});

test("asks again after a second, so that an end which nobody announced shows", async () => {
  const { cache, lookups, time } = makeSource();
  const first = cache.find("hash");
  lookups[0]?.resolve(session);
  await first;
  time.now = 1_000;
  const second = cache.find("hash");
  lookups[1]?.resolve(undefined);
  expect(await second).toBeUndefined();
});

test("a session that ends while it is looked up is not remembered", async () => {
  const { cache, lookups } = makeSource();
  const early = cache.find("hash");
  cache.forget("hash");
  const late = cache.find("hash");
  lookups[0]?.resolve(session);
  await early;
  lookups[1]?.resolve(undefined);
  expect(await late).toBeUndefined();
  const after = cache.find("hash");
  lookups[2]?.resolve(undefined);
  expect(await after).toBeUndefined();
});

test("a failed look-up is not remembered either", async () => {
  const { cache, lookups } = makeSource();
  const failing = cache.find("hash");
  lookups[0]?.reject(new Error("disk on fire"));
  await expect(failing).rejects.toThrow("disk on fire");
  const next = cache.find("hash");
  lookups[1]?.resolve(session);
  expect(await next).toBe(session);
});

test("expires on time, also out of the cache", async () => {
  const { cache, lookups, time } = makeSource();
  time.now = 9_500;
  const found = cache.find("hash");
  lookups[0]?.resolve(session);
  expect(await found).toBe(session);
  time.now = 10_000;
  expect(await cache.find("hash")).toBeUndefined();
});

test("a changed person is changed in their sessions", async () => {
  const { cache, lookups } = makeSource();
  const found = cache.find("hash");
  lookups[0]?.resolve(session);
  await found;
  cache.renew({ ...session.user, displayName: "Countess" });
  expect((await cache.find("hash"))?.user.displayName).toBe("Countess");
});
