import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { Kysely, sql } from "kysely";
import { describe, expect, test } from "vitest";
import type { Database } from "../../src/server/storage/dialect.ts";
import { migrate } from "../../src/server/storage/migrate.ts";
import { type Migration, migrations } from "../../src/server/storage/migrations/migrations.ts";
import { openPostgres } from "../../src/server/storage/postgres.ts";
import { openSqlite } from "../../src/server/storage/sqlite.ts";
import type { Tables } from "../../src/server/storage/tables.ts";
import { type Bench, databases, openBench } from "./databases.ts";

const next: Migration = {
  name: "9999-next",
  statements: () => [`alter table users add column shoe_size integer`, `update users set shoe_size = 42`],
};
const broken: Migration = {
  name: "9999-next",
  statements: () => [`alter table users add column shoe_size integer`, `update no_such_table set x = 1`],
};

/** The bench's database, opened past its storage. */
async function openBeside(bench: Bench) {
  await bench.storage.close();
  const { dataDir, databaseUrl } = bench.place;
  const file = databaseUrl === undefined ? openSqlite({ dataDir, readonly: false }) : undefined;
  const database: Database = file ?? openPostgres(databaseUrl ?? "");
  const db = new Kysely<Tables>({ dialect: database.kysely });
  const copies: string[] = [];
  const upgrade = (...pending: Migration[]) =>
    migrate(db, {
      dialect: database.dialect,
      now: 0,
      migrations: [...migrations, ...pending],
      copyBefore: async (lastApplied) => {
        copies.push(lastApplied);
        file?.copyTo(`copy-${copies.length}.db`);
      },
    });
  return { db, copies, upgrade, [Symbol.asyncDispose]: () => db.destroy() };
}

const shoeSizes = sql<{ shoe_size: number | null }>`select shoe_size from users`;

describe.each(databases)("migrations on $kind", (database) => {
  test("are applied once, after a copy of what there was", async () => {
    await using bench = await openBench(database);
    await bench.person("ann");
    await using beside = await openBeside(bench);
    await beside.upgrade(next);
    await beside.upgrade(next);
    expect(beside.copies).toEqual([migrations.at(-1)?.name]);
    expect((await shoeSizes.execute(beside.db)).rows).toMatchObject([{ shoe_size: 42 }]);
    expect(existsSync(join(bench.place.dataDir, "copy-1.db"))).toBe(database.kind === "sqlite");
  });

  test("that fail leave everything as it was", async () => {
    await using bench = await openBench(database);
    await bench.person("ann");
    await using beside = await openBeside(bench);
    await expect(beside.upgrade(broken)).rejects.toThrow("no_such_table");
    await expect(shoeSizes.execute(beside.db)).rejects.toThrow("shoe_size");
    await beside.upgrade(next);
    expect((await shoeSizes.execute(beside.db)).rows).toMatchObject([{ shoe_size: 42 }]);
  });

  test("are applied by one of many that start at once", async () => {
    await using bench = await openBench(database);
    await bench.storage.close();
    const storages = await Promise.all([bench.openAnother(), bench.openAnother(), bench.openAnother()]);
    expect(new Set(storages.map(({ epoch }) => epoch)).size).toBe(1);
  });

  test("of a newer version are refused, by name", async () => {
    await using bench = await openBench(database);
    await using beside = await openBeside(bench);
    await beside.upgrade(next);
    await expect(beside.upgrade()).rejects.toThrow("newer Parley (9999-next)");
  });

  test("need no copy on an empty database", async () => {
    await using bench = await openBench(database);
    expect(globSync(join(bench.place.dataDir || "nowhere", "before-migration-*"))).toEqual([]);
  });
});
