import { expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import { seededPlan } from "./fault-proxy.ts";
import { runStorm, type Storm, type StormReport } from "./run-storm.ts";

const cuts = Number(process.env["PARLEY_FAULT_CUTS"] ?? 500);

const connectionsOf = ({ readers }: Storm) => readers.reduce((sum, { counts }) => sum + counts.connections, 0);

/** Breaks connections until the readers have come back so often. */
async function cutRepeatedly(storm: Storm, times: number): Promise<void> {
  storm.proxy.setPlan(seededPlan(storm.random.fork("proxy"), 0.95));
  const before = connectionsOf(storm);
  const cutting = setInterval(() => storm.proxy.cutAll(), 150);
  await eventually(() => connectionsOf(storm) - before >= times, {
    what: `${times} cuts`,
    withinMs: 60_000 + times * 200,
  });
  clearInterval(cutting);
}

function cutStorm(times: number, options: { mutant?: string } = {}): Promise<StormReport> {
  return runStorm({
    name: "cut",
    ...options,
    writers: 6,
    readers: 8,
    rooms: 2,
    harm: (storm) => cutRepeatedly(storm, times),
  });
}

test(`${cuts} cuts on all transports, switching between them`, { timeout: 90_000 + cuts * 200 }, async () => {
  const report = await cutStorm(cuts);
  expect(report).toMatchObject({ faults: [] });
  expect(report.seen).toBeGreaterThan(report.acked);
});
