import { PostgresDialect } from "kysely";
import { Pool, types } from "pg";
import { type Database, postgresDialect } from "./dialect.ts";

/** Connections per node, split evenly between writes and reads. */
const connectionsMax = 8;

types.setTypeParser(types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is beyond the integers that JavaScript keeps`);
  return value;
});

/** Opens a pool whose every connection flushes a commit before acknowledging it. */
export function openPostgres(url: string): Database {
  const pool = new Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: "parley",
    options: "-c synchronous_commit=on -c idle_in_transaction_session_timeout=30000 -c lock_timeout=10000",
  });
  pool.on("error", () => {
    // A connection that broke while idle: the pool has dropped it and opens another when it is needed.
  });
  pool.on("connect", (client) => {
    // One that breaks at work fails its query, and says so here too; unheard, that would end the thread.
    client.on("error", () => {});
  });
  return { dialect: postgresDialect, kysely: new PostgresDialect({ pool }), connections: connectionsMax };
}
