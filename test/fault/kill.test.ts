import { expect, test } from "vitest";
import { proveKills } from "./prove-kills.ts";

const kills = Number(process.env["PARLEY_FAULT_KILLS"] ?? 50);

test(`${kills} kills under load lose, double and disorder nothing`, { timeout: 60_000 + kills * 3_000 }, async () => {
  const report = await proveKills(kills);
  expect(report).toMatchObject({ faults: [] });
  expect(report.acked).toBeGreaterThan(kills);
  expect(report.seen).toBeGreaterThan(report.acked);
});
