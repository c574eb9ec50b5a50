import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres.ts";

/** Global setup of the projects that prove durability. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startPostgres({ fsync: true });
  project.provide("postgresUrl", cluster.url);
  return async () => {
    await cluster[Symbol.asyncDispose]();
  };
}
