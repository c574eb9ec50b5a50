import { Client } from "pg";
import { expect, test } from "vitest";
import { createTestDatabase } from "../support/postgres.ts";

test("each test gets an empty PostgreSQL database that keeps Unicode", async () => {
  await using database = await createTestDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ encoding: string; tables: string }>(
    "select current_setting('server_encoding') as encoding, (select count(*) from pg_stat_user_tables) as tables",
  );
  await client.end();
  expect(rows).toEqual([{ encoding: "UTF8", tables: "0" }]);
});
