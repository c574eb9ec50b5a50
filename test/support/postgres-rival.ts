import { Client } from "pg";
import { eventually } from "./eventually.ts";

/** Another user of the same database, who holds what Parley wants to change. */
export interface Rival extends AsyncDisposable {
  /** Begins a transaction with this statement, and keeps it open. */
  hold(statement: string): Promise<void>;
  /** Does this too, if given, and commits. */
  release(statement?: string): Promise<void>;
  /** Resolves when Parley waits for a row that somebody else holds. */
  untilSomebodyWaits(): Promise<unknown>;
}

const countWaiting = `select count(*)::int as waiting from pg_stat_activity
  where datname = current_database() and application_name = 'parley' and wait_event_type = 'Lock'`;

export async function openRival(databaseUrl: string | undefined): Promise<Rival> {
  const holder = new Client({ connectionString: databaseUrl });
  // A transaction sees the activity of its beginning only.
  const watcher = new Client({ connectionString: databaseUrl });
  await Promise.all([holder.connect(), watcher.connect()]);
  return {
    async hold(statement) {
      await holder.query("begin");
      await holder.query(statement);
    },
    async release(statement) {
      if (statement !== undefined) await holder.query(statement);
      await holder.query("commit");
    },
    untilSomebodyWaits: () =>
      eventually(async () => (await watcher.query<{ waiting: number }>(countWaiting)).rows[0]?.waiting, {
        what: "Parley to wait",
      }),
    async [Symbol.asyncDispose]() {
      await Promise.all([holder.end(), watcher.end()]);
    },
  };
}
