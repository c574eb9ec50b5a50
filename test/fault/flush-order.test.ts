import { expect, test } from "vitest";
import { traceStarts } from "./trace-starts.ts";

const sends = Number(process.env["PARLEY_FAULT_SENDS"] ?? 300);
const timeout = 60_000 + sends * 200;

test(`${sends} acknowledgements leave after their flush, on a first start and on later ones`, { timeout }, async () => {
  const each = Math.ceil(sends / 3);
  for (const report of await traceStarts(each)) {
    expect(report.faults).toEqual([]);
    expect(report.acknowledgements).toBeGreaterThanOrEqual(each);
    expect(report.flushes).toBeGreaterThanOrEqual(report.acknowledgements);
  }
});
