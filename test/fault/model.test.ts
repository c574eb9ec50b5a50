import { expect, test } from "vitest";
import { proveHistories } from "./prove-histories.ts";

const histories = Number(process.env["PARLEY_FAULT_HISTORIES"] ?? 200);
const timeout = 60_000 + histories * 1_000;

test(`${histories} histories end alike for who was there, who was away and who comes fresh`, { timeout }, async () => {
  expect(await proveHistories(histories)).toEqual([]);
});
