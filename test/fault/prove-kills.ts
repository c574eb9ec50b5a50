import { setTimeout as delay } from "node:timers/promises";
import type { ParleyProcess } from "../support/start-parley-process.ts";
import { seededPlan } from "./fault-proxy.ts";
import { runStorm, type Storm, type StormReport } from "./run-storm.ts";

export interface ProofOptions {
  /** The broken build to run it on. */
  readonly mutant?: string | undefined;
  readonly databaseUrl?: string | undefined;
}

async function pause({ pid }: ParleyProcess, forMs: number): Promise<void> {
  process.kill(pid, "SIGSTOP");
  await delay(forMs);
  process.kill(pid, "SIGCONT");
}

/**
 * SIGKILL 20 to 300 ms after each start: in the midst of sends, catch-ups and checkpoints. Before every third one the
 * process stands still for a while, so that those who wait lose patience and come again.
 */
export function proveKills(kills: number, options: ProofOptions = {}): Promise<StormReport> {
  const harm = async ({ parley, proxy, random }: Storm) => {
    const own = random.fork("kills");
    proxy.setPlan(seededPlan(random.fork("proxy"), 0.3));
    for (let kill = 0; kill < kills; kill++) {
      await delay(own.between(20, 300));
      if (own.chance(1 / 3)) await pause(parley, own.between(50, 400));
      await parley.kill("SIGKILL");
      await parley.restart();
    }
  };
  return runStorm({ name: "kill", ...options, writers: 8, readers: 8, rooms: 3, harm });
}
