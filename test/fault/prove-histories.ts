import { asyncProperty, check } from "fast-check";
import { type Person, registerPeople } from "../support/people.ts";
import { seedFor } from "../support/seeded-random.ts";
import { startParleyProcess } from "../support/start-parley-process.ts";
import type { ProofOptions } from "./prove-kills.ts";
import { anyHistory, runHistory } from "./run-history.ts";

/** Plays so many histories, each by other people in a room of its own. Answers with the smallest that breaks a promise. */
export async function proveHistories(histories: number, { mutant }: ProofOptions = {}): Promise<string[]> {
  await using parley = await startParleyProcess({ mutant });
  const people = await registerPeople(parley.url, Math.max(20, histories / 5));
  let turn = 0;
  const nextPeople = () => {
    const start = turn++ % (people.length - 6);
    return people.slice(start, start + 6) as unknown as [Person, ...Person[]];
  };
  const property = asyncProperty(anyHistory, async (steps) => {
    const faults = await runHistory({ parley, people: nextPeople(), withinMs: mutant ? 1_500 : 10_000 }, steps);
    if (faults.length > 0) throw new Error(faults.join("\n"));
  });
  const result = await check(property, {
    numRuns: histories,
    seed: seedFor("model"),
    endOnFailure: mutant !== undefined,
    interruptAfterTimeLimit: 50_000 + histories * 1_000,
    markInterruptAsFailure: true,
  });
  if (!result.failed) return [];
  return [`seed ${result.seed}: ${JSON.stringify(result.counterexample)}: ${String(result.errorInstance)}`];
}
