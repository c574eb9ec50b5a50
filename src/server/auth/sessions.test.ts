import { expect, test } from "vitest";
import type { UserId } from "#protocol/ids.ts";
import { createSessions } from "./sessions.ts";

test.each([
  "",
  "null",
  "undefined",
  "0",
  "[object Object]",
  "A".repeat(42),
  "A".repeat(44),
  `${"A".repeat(42)}=`,
  "é".repeat(43),
])("A10: nobody is asked about %j, which cannot be a token", async (token) => {
  const refuse = () => Promise.reject(new Error("the database was asked"));
  const storage = { findSession: refuse, createSession: refuse, endSession: refuse, touchSession: refuse };
  const sessions = createSessions({ storage, clock: { now: () => 0 } });
  expect(await sessions.find(token)).toBeUndefined();
  await expect(sessions.find("A".repeat(43))).rejects.toThrow("the database was asked");
});

test("that a session is in use is noted once an hour, and nobody waits for it", async () => {
  let now = 0;
  const row = {
    tokenHash: "hash",
    user: { id: 1 as UserId, username: "ada", displayName: "Ada", role: "member" as const },
  };
  let seenAt = 0;
  const touched: number[] = [];
  const never = () => Promise.reject(new Error("not asked for"));
  const storage = {
    findSession: async () => ({ ...row, expiresAt: Number.MAX_SAFE_INTEGER, seenAt }),
    createSession: never,
    endSession: never,
    touchSession: async () => {
      touched.push(now);
      seenAt = now;
      throw new Error("it could not be written");
    },
  };
  const sessions = createSessions({ storage, clock: { now: () => now } });
  const minutes = (count: number) => count * 60_000;
  for (now of [1, minutes(59), minutes(60), minutes(61), minutes(119), minutes(121), minutes(122)]) {
    expect(await sessions.find("A".repeat(43))).toMatchObject({ tokenHash: "hash" });
  }
  expect(touched).toEqual([minutes(60), minutes(121)]);
});
