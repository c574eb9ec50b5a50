import { expect, test } from "vitest";
import { createTestDatabase } from "../support/postgres.ts";
import { proveConcurrency } from "./prove-concurrency.ts";

const rounds = Number(process.env["PARLEY_FAULT_ROUNDS"] ?? 10);
const timeout = 60_000 + rounds * 5_000;

test(`${rounds} rounds of everybody changing the same room at once, SQLite`, { timeout }, async () => {
  expect(await proveConcurrency(rounds)).toEqual([]);
});

test(`${rounds} rounds of everybody changing the same room at once, PostgreSQL`, { timeout }, async () => {
  await using database = await createTestDatabase();
  expect(await proveConcurrency(rounds, { databaseUrl: database.url })).toEqual([]);
});
