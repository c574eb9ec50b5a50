import { assert, asyncProperty } from "fast-check";
import { expect, test } from "vitest";
import { type Person, registerPeople } from "../support/people.ts";
import { seedFor } from "../support/seeded-random.ts";
import { startParleyProcess } from "../support/start-parley-process.ts";
import { anyHistory, runHistory } from "./run-history.ts";

const histories = Number(process.env["PARLEY_FAULT_HISTORIES"] ?? 200);

test(
  `${histories} histories end alike for whoever was there, whoever was away and whoever comes fresh`,
  {
    timeout: 60_000 + histories * 1_000,
  },
  async () => {
    await using parley = await startParleyProcess();
    const people = await registerPeople(parley.url, Math.max(20, histories / 5));
    let turn = 0;
    const nextPeople = () => {
      const start = turn++ % (people.length - 6);
      return people.slice(start, start + 6) as unknown as [Person, ...Person[]];
    };
    const property = asyncProperty(anyHistory, async (steps) => {
      expect(await runHistory(parley, nextPeople(), steps)).toEqual([]);
    });
    await assert(property, {
      numRuns: histories,
      seed: seedFor("model"),
      interruptAfterTimeLimit: 50_000 + histories * 1_000,
      markInterruptAsFailure: true,
    });
  },
);
