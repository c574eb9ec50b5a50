import { mkdirSync } from "node:fs";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import { SqliteDialect } from "kysely";
import { type Database, sqliteDialect } from "./dialect.ts";

export interface SqliteOptions {
  readonly dataDir: string;
  readonly readonly: boolean;
}

export interface SqliteFile extends Database {
  /** Writes a whole copy of the database beside it, under the given name. */
  copyTo(name: string): void;
}

/** Statements kept prepared, by their text. */
const statementsMax = 500;

/**
 * Opens `DATA_DIR/parley.db`: WAL, and every commit flushed before it is acknowledged.
 * The level is set on each connection and read back, because the binding falls back to NORMAL on re-opened files.
 * @throws Error when the file does not take these settings.
 */
export function openSqlite({ dataDir, readonly }: SqliteOptions): SqliteFile {
  mkdirSync(dataDir, { recursive: true });
  const file = new SqliteDatabase(join(dataDir, "parley.db"), { readonly });
  file.pragma("busy_timeout = 10000");
  if (!readonly) file.pragma("journal_mode = WAL");
  file.pragma("synchronous = FULL");
  file.pragma("foreign_keys = ON");
  file.pragma("cache_size = -16000");
  file.pragma("temp_store = MEMORY");
  const journal = file.pragma("journal_mode", { simple: true });
  const synchronous = file.pragma("synchronous", { simple: true });
  if (journal !== "wal" || synchronous !== 2) {
    throw new Error(
      `SQLite runs with journal_mode=${String(journal)}, synchronous=${String(synchronous)}; wal and 2 are needed`,
    );
  }
  return {
    dialect: sqliteDialect,
    kysely: new SqliteDialect({ database: keepStatements(file) }),
    connections: 1,
    copyTo: (name) => file.prepare("vacuum into ?").run(join(dataDir, name)),
  };
}

/** The connection, with its statements prepared once: preparing costs more than most of them. */
function keepStatements(file: SqliteDatabase.Database) {
  const prepared = new Map<string, SqliteDatabase.Statement>();
  return {
    close: () => {
      file.close();
    },
    prepare(text: string) {
      const known = prepared.get(text);
      if (known) return known;
      const statement = file.prepare(text);
      if (prepared.size >= statementsMax) prepared.clear();
      prepared.set(text, statement);
      return statement;
    },
  };
}
