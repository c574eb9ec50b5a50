import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createTestDatabase } from "../../support/postgres.ts";
import { proveAbsences } from "../prove-absences.ts";
import { proveConcurrency } from "../prove-concurrency.ts";
import { proveCuts } from "../prove-cuts.ts";
import { proveDrain } from "../prove-drain.ts";
import { proveHistories } from "../prove-histories.ts";
import { proveKills } from "../prove-kills.ts";
import { proveLimits } from "../prove-limits.ts";
import { proveResends } from "../prove-resends.ts";
import { proveRestore } from "../prove-restore.ts";
import { logOutBeforeHello, proveRevocation } from "../prove-revocation.ts";
import { traceStarts } from "../trace-starts.ts";
import { applyEdit, type Mutant } from "./mutant.ts";
import { type MutantName, mutants } from "./mutants.ts";

const root = join(import.meta.dirname, "../../..");

interface Finding {
  /** A small form of the proof, on the broken build; answers with the faults that it finds. */
  readonly prove: (mutant: MutantName) => Promise<readonly string[]>;
  /** What one of the faults must say: a build that merely does not start proves nothing. */
  readonly finds: RegExp;
}

const flushOrder: Finding = {
  prove: async (mutant) => (await traceStarts(5, mutant)).flatMap(({ faults }) => faults),
  finds: /writes unflushed|no flush since/,
};
const kills: Finding = {
  prove: async (mutant) => (await proveKills(12, { mutant })).faults,
  finds: /acknowledged and lost/,
};
const resends: Finding = { prove: (mutant) => proveResends(24, { mutant }), finds: /messages stored, not 24/ };
const cuts: Finding = { prove: async (mutant) => (await proveCuts(200, { mutant })).faults, finds: /gap|level/ };
const restore: Finding = { prove: (mutant) => proveRestore({ mutant }), finds: /still lives in the old epoch/ };
const absences: Finding = { prove: (mutant) => proveAbsences([1, 41, 120], { mutant }), finds: /after \d+ over/ };
const histories: Finding = { prove: (mutant) => proveHistories(30, { mutant }), finds: /reader \d: / };
const concurrency: Finding = {
  prove: async (mutant) => {
    await using database = await createTestDatabase();
    return await proveConcurrency(10, { mutant, databaseUrl: database.url });
  },
  finds: /is deleted, and says/,
};
const revocation = (by: "removal" | "logout"): Finding => ({
  prove: (mutant) => proveRevocation(by, 1, { mutant }),
  finds: /reached the victim/,
});
const beforeHello: Finding = {
  prove: async (mutant) => [`closed with ${await logOutBeforeHello({ mutant })}`],
  finds: /closed with 0/,
};
const limits: Finding = { prove: (mutant) => proveLimits({ mutant }), finds: /passed a limit/ };
const drain: Finding = { prove: (mutant) => proveDrain({ mutant }), finds: /closed with 1006/ };

const findings: Readonly<Record<MutantName, Readonly<Record<string, Finding>>>> = {
  "ack-before-commit": { flushOrder, kills },
  "synchronous-normal": { flushOrder },
  "no-once": { resends },
  "once-until-restart": { resends },
  "live-only-resume": { absences, histories },
  "timestamp-cursor": { absences },
  "catch-up-of-40": { absences },
  "no-cutover": { cuts },
  "epoch-ignored": { restore },
  "edit-not-logged": { absences, histories },
  "leave-not-logged": { histories },
  "read-without-lock": { concurrency },
  "removal-leaves-feeds-open": { removal: revocation("removal") },
  "logout-leaves-connections-open": { logout: revocation("logout") },
  "silent-until-hello": { beforeHello },
  "limit-on-http-only": { limits },
  "drain-at-once": { drain },
};

const entries = Object.entries(mutants) as [MutantName, Mutant][];

test.each(entries)("%s: its text stands in the source exactly once", (_, { edits }) => {
  for (const edit of edits) {
    const source = readFileSync(join(root, edit.file), "utf8");
    expect(applyEdit(source, edit)).not.toBe(source);
  }
});

const pairs = entries.flatMap(([name]) =>
  Object.entries(findings[name]).map(([proof, finding]) => [name, proof, finding] as const),
);

describe("each broken build is found out", () => {
  test.each(pairs)("%s by %s", async (name, _, { prove, finds }) => {
    expect((await prove(name)).join("\n")).toMatch(finds);
  });
});
