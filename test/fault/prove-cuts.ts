import { eventually } from "../support/eventually.ts";
import { seededPlan } from "./fault-proxy.ts";
import type { ProofOptions } from "./prove-kills.ts";
import { runStorm, type Storm, type StormReport } from "./run-storm.ts";

const connectionsOf = ({ readers }: Storm) => readers.reduce((sum, { counts }) => sum + counts.connections, 0);

/** Breaks connections, each in a way of its own and all together now and then, until readers have come back so often. */
export function proveCuts(cuts: number, options: ProofOptions = {}): Promise<StormReport> {
  const harm = async (storm: Storm) => {
    storm.proxy.setPlan(seededPlan(storm.random.fork("proxy"), 0.95));
    const before = connectionsOf(storm);
    const cutting = setInterval(() => storm.proxy.cutAll(), 150);
    const hasEnough = () => connectionsOf(storm) - before >= cuts;
    await eventually(hasEnough, { what: `${cuts} cuts`, withinMs: 60_000 + cuts * 200 });
    clearInterval(cutting);
  };
  return runStorm({ name: "cut", ...options, writers: 6, readers: 8, rooms: 2, harm });
}
