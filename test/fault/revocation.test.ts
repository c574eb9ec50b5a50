import { expect, test } from "vitest";
import { logOutBeforeHello, proveRevocation, revocations } from "./prove-revocation.ts";

const rounds = Number(process.env["PARLEY_FAULT_REVOCATIONS"] ?? 3);

test.each(revocations)(
  `${rounds} times nothing arrives after %s`,
  { timeout: 30_000 + rounds * 15_000 },
  async (revocation) => {
    expect(await proveRevocation(revocation, rounds)).toEqual([]);
  },
);

test("a session that ends before its socket said hello takes the socket along", async () => {
  expect(await logOutBeforeHello()).toBe(4401);
});
