import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Dialect } from "./dialect.ts";
import { type Migration, migrations as released } from "./migrations/migrations.ts";
import type { Tables } from "./tables.ts";

/** PostgreSQL's advisory lock under which one node migrates while the others wait: "parley" in ASCII. */
const migrationLock = 0x7061726c6579n;

export interface MigrateOptions {
  readonly dialect: Dialect;
  readonly now: number;
  /** The released ones, unless a test says otherwise. */
  readonly migrations?: readonly Migration[];
  /** Called before the first pending step of a database that holds data. */
  copyBefore(lastApplied: string): Promise<void>;
}

/**
 * Brings the schema to the newest version, all pending steps in one transaction under a lock: after a crash in the
 * middle nothing has happened.
 */
export async function migrate(database: Kysely<Tables>, options: MigrateOptions): Promise<void> {
  const { dialect, migrations = released } = options;
  await database.connection().execute(async (connection) => {
    const applied = await readApplied(connection, dialect);
    const lastApplied = applied.at(-1);
    if (lastApplied !== undefined && applied.length < migrations.length) await options.copyBefore(lastApplied);
    await sql.raw(dialect.kind === "sqlite" ? "begin exclusive" : "begin").execute(connection);
    try {
      if (dialect.kind === "postgres") await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(connection);
      await applyPending(connection, options);
      await sql.raw("commit").execute(connection);
    } catch (error) {
      await sql.raw("rollback").execute(connection);
      throw error;
    }
  });
}

async function applyPending(connection: Kysely<Tables>, options: MigrateOptions): Promise<void> {
  const { dialect, now, migrations = released } = options;
  await sql.raw(`create table if not exists migrations (name text primary key not null)`).execute(connection);
  const applied = await readApplied(connection, dialect);
  const unknown = applied.filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `The database was written by a newer Parley (${unknown.join(", ")}). Start that version, or restore a backup.`,
    );
  }
  for (const { name, statements } of migrations.slice(applied.length)) {
    for (const statement of statements(dialect)) await sql.raw(statement).execute(connection);
    await sql`insert into migrations (name) values (${name})`.execute(connection);
  }
  if (applied.length === 0) await furnish(connection, now);
}

async function readApplied(connection: Kysely<Tables>, dialect: Dialect): Promise<string[]> {
  const exists =
    dialect.kind === "sqlite"
      ? sql`select 1 from sqlite_master where name = 'migrations'`
      : sql`select 1 where to_regclass('migrations') is not null`;
  if ((await exists.execute(connection)).rows.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(connection);
  return rows.map((row) => row.name);
}

/** What a new installation holds: its epoch, and a lobby that everyone can read and members can write. */
async function furnish(connection: Kysely<Tables>, now: number): Promise<void> {
  await connection
    .insertInto("installation")
    .values({ key: "epoch", value: randomBytes(8).toString("hex") })
    .execute();
  await connection
    .insertInto("rooms")
    .values({
      slug: "lobby",
      name: "lobby",
      topic: "The front door: everyone can read, members write.",
      kind: "public",
      readable_by: "everyone",
      indexable: 1,
      is_default: 1,
      seq: 1,
      rev: 1,
      created_by: null,
      created_at: now,
      last_message_at: null,
    })
    .execute();
}
