import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { expect, test } from "vitest";
import { databases, openBench } from "./databases.ts";
import { openRival } from "../support/postgres-rival.ts";

const [, postgres] = databases;

test("a connection that is lost in the midst of a transaction fails its call, and nothing else", async () => {
  await using bench = await openBench(postgres);
  await using rival = await openRival(bench.place.databaseUrl);
  const { viewer } = await bench.person("ann");
  const { id } = await bench.room(viewer);
  await rival.hold(`select id from rooms where id = ${id} for update`);
  const clientId = randomUUID();
  const interrupted = bench.send(viewer, id, "hello", clientId).catch((error: unknown) => error);
  await rival.untilSomebodyWaits();
  await endConnections(bench.place.databaseUrl);
  expect(await interrupted).toMatchObject({ message: expect.stringContaining("storage") as string });
  await rival.release();
  const { isNew } = await bench.send(viewer, id, "hello", clientId);
  expect(isNew).toBe(true);
});

async function endConnections(connectionString: string | undefined): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'parley'",
  );
  await client.end();
}
