import { expect, test } from "vitest";
import { createTestDatabase } from "../support/postgres.ts";
import { proveCuts } from "./prove-cuts.ts";

const cuts = Number(process.env["PARLEY_FAULT_CUTS"] ?? 500);
const timeout = 90_000 + cuts * 200;

test(`${cuts} cuts on all transports, switching between them`, { timeout }, async () => {
  const report = await proveCuts(cuts);
  expect(report).toMatchObject({ faults: [] });
  expect(report.seen).toBeGreaterThan(report.acked);
});

test(`${cuts} cuts over PostgreSQL`, { timeout }, async () => {
  await using database = await createTestDatabase();
  const report = await proveCuts(cuts, { databaseUrl: database.url });
  expect(report).toMatchObject({ faults: [] });
});
