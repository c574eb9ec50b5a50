import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { seededPlan } from "./fault-proxy.ts";
import { runStorm, type Storm, type StormReport } from "./run-storm.ts";

const kills = Number(process.env["PARLEY_FAULT_KILLS"] ?? 50);

/** SIGKILL at any instant of the first third of a second, so often also in the midst of a start or a catch-up. */
async function killRepeatedly({ parley, proxy, random }: Storm, times: number): Promise<void> {
  const own = random.fork("kills");
  proxy.setPlan(seededPlan(random.fork("proxy"), 0.3));
  for (let kill = 0; kill < times; kill++) {
    await delay(own.between(20, 300));
    await parley.kill("SIGKILL");
    await parley.restart();
  }
}

function killStorm(times: number, options: { mutant?: string } = {}): Promise<StormReport> {
  return runStorm({
    name: "kill",
    ...options,
    writers: 8,
    readers: 8,
    rooms: 3,
    harm: (storm) => killRepeatedly(storm, times),
  });
}

test(`${kills} kills under load lose, double and disorder nothing`, { timeout: 60_000 + kills * 2_000 }, async () => {
  const report = await killStorm(kills);
  expect(report).toMatchObject({ faults: [] });
  expect(report.acked).toBeGreaterThan(kills);
  expect(report.seen).toBeGreaterThan(report.acked);
});
