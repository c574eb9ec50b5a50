import { type Kysely, sql } from "kysely";
import { ParleyError } from "#protocol/errors.ts";
import type { Epoch } from "#protocol/ids.ts";
import type { Dialect } from "./dialect.ts";
import type { InputOf, OutputOf } from "./operation-modes.ts";
import { operations } from "./operations/operations.ts";
import { sendMessages } from "./operations/send-messages.ts";
import { type Call, type Committed, type Reply, toFailure } from "./rpc.ts";
import type { Notice } from "./storage.ts";
import type { Tables } from "./tables.ts";
import type { Transaction } from "./transaction.ts";

export interface LaneOptions {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  readonly epoch: Epoch;
  readonly mode: "read" | "write";
  /** Hears of every transaction once it is durable. */
  onCommitted(committed: Committed): void;
}

export interface Lane {
  push(call: Call): void;
  /** Resolves when nothing waits any more. */
  settle(): Promise<void>;
}

/** Calls that one transaction carries at most. */
const groupMaxCalls = 1_000;
const triesMax = 10;

/**
 * Self-clocking group commit: while one transaction is on its way to the disk the next group gathers, so that a
 * single call never waits and a crowd shares a flush. Calls are carried out in the order in which they were pushed.
 */
export function createLane(options: LaneOptions): Lane {
  const waiting: Call[] = [];
  let running: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (waiting.length > 0) await carryOut(options, waiting.splice(0, groupMaxCalls));
  }

  return {
    push(call) {
      waiting.push(call);
      running ??= Promise.resolve()
        .then(drain)
        .finally(() => {
          running = undefined;
        });
    },
    settle: async () => {
      await running;
    },
  };
}

/** One transaction for all; should it fail as a whole, each call gets its own, so that none suffers for another. */
async function carryOut(options: LaneOptions, calls: readonly Call[]): Promise<void> {
  try {
    options.onCommitted(await attemptUntilQuiet(options, calls));
  } catch (error) {
    if (calls.length > 1) {
      for (const call of calls) await carryOut(options, [call]);
      return;
    }
    const replies = calls.map(({ id }): Reply => ({ id, ok: false, failure: toFailure(error) }));
    options.onCommitted({ type: "committed", replies, notices: [] });
  }
}

/** Repeats a transaction that lost a race with another node's. */
async function attemptUntilQuiet(options: LaneOptions, calls: readonly Call[]): Promise<Committed> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(options, calls);
    } catch (error) {
      if (!options.dialect.isConflict(error) || tries === triesMax) throw error;
    }
  }
}

async function attempt({ db, dialect, epoch, mode }: LaneOptions, calls: readonly Call[]): Promise<Committed> {
  return await db.connection().execute(async (connection) => {
    const notices: Notice[] = [];
    const replies: Reply[] = [];
    await sql.raw(mode === "write" ? dialect.beginWrite : dialect.beginRead).execute(connection);
    try {
      for (const unit of toUnits(calls)) {
        const now = unit.at(-1)?.now ?? 0;
        replies.push(...(await runUnit({ db: connection, dialect, epoch, now, notices }, unit)));
      }
      await sql.raw("commit").execute(connection);
    } catch (error) {
      await sql
        .raw("rollback")
        .execute(connection)
        .catch(() => undefined);
      throw error;
    }
    return { type: "committed", replies, notices };
  });
}

/** Runs of sends become one unit; every other call is a unit of its own. */
function toUnits(calls: readonly Call[]): Call[][] {
  const units: Call[][] = [];
  let sends: Call[] | undefined;
  for (const call of calls) {
    const isSend = call.name === "sendMessage";
    if (isSend && sends) {
      sends.push(call);
    } else {
      const unit = [call];
      units.push(unit);
      sends = isSend ? unit : undefined;
    }
  }
  return units;
}

async function runUnit(tx: Transaction, unit: readonly Call[]): Promise<Reply[]> {
  const [first] = unit;
  if (first && first.name !== "sendMessage") return [await runOne(tx, first, first.name)];
  const inputs = unit.map((call) => call.input as InputOf<"sendMessage">);
  const outcomes = await sendMessages(tx, inputs);
  return outcomes.map((outcome, index): Reply => {
    const id = unit[index]?.id ?? 0;
    if ("refused" in outcome) return { id, ok: false, failure: { code: outcome.refused, details: {} } };
    return { id, ok: true, value: outcome };
  });
}

async function runOne(tx: Transaction, { id, input }: Call, name: keyof typeof operations): Promise<Reply> {
  const run = operations[name] as (tx: Transaction, input: unknown) => Promise<OutputOf<typeof name>>;
  try {
    return { id, ok: true, value: await run(tx, input) };
  } catch (error) {
    if (error instanceof ParleyError) return { id, ok: false, failure: toFailure(error) };
    throw error;
  }
}
