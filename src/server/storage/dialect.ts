import type { Dialect as KyselyDialect } from "kysely";

/** What differs between the databases, and nothing else does. */
export interface Dialect {
  readonly kind: "sqlite" | "postgres";
  /** Column types of the migrations. */
  readonly idColumn: string;
  readonly integer: string;
  readonly bytes: string;
  /** End of a `create table`. */
  readonly tableEnd: string;
  readonly beginWrite: string;
  /** A snapshot that all reads of one call share. */
  readonly beginRead: string;
  /** Must rows be locked before a read that a write depends on? (SQLite has one writer.) */
  readonly locksRows: boolean;
  /** Did the transaction fail only because another one was faster? Then it is tried again. */
  isConflict(error: unknown): boolean;
}

/** One open database as the lanes use it. */
export interface Database {
  readonly dialect: Dialect;
  readonly kysely: KyselyDialect;
  /** Connections, and so transactions, at once. */
  readonly connections: number;
}

export const sqliteDialect: Dialect = {
  kind: "sqlite",
  idColumn: "integer primary key autoincrement",
  integer: "integer",
  bytes: "blob",
  tableEnd: "strict",
  beginWrite: "begin immediate",
  beginRead: "begin",
  locksRows: false,
  isConflict: () => false,
};

/** Unique violation, serialisation failure, deadlock. */
const conflictStates = new Set(["23505", "40001", "40P01"]);

export const postgresDialect: Dialect = {
  kind: "postgres",
  idColumn: "bigint generated always as identity primary key",
  integer: "bigint",
  bytes: "bytea",
  tableEnd: "",
  beginWrite: "begin",
  beginRead: "begin isolation level repeatable read read only",
  locksRows: true,
  isConflict: (error) => error instanceof Error && "code" in error && conflictStates.has(String(error.code)),
};
