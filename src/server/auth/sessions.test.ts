import { expect, test } from "vitest";
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
