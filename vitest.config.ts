import { defineConfig } from "vitest/config";

/** Everything but the web client runs as the server does: on Node's own loader and type stripping. */
const onNode = {
  environment: "node",
  experimental: { viteModuleRunner: false, nodeLoader: false },
} as const;

/** Whole servers and databases start in these: two at once are what two cores carry. */
const wholeSystem = { ...onNode, testTimeout: 30_000, hookTimeout: 30_000 } as const;

export default defineConfig({
  test: {
    retry: 0,
    maxWorkers: 2,
    passWithNoTests: false,
    projects: [
      {
        test: {
          ...onNode,
          name: "unit",
          include: ["src/{protocol,server,cli}/**/*.test.ts", "test/*.test.ts", "test/support/**/*.test.ts"],
        },
      },
      { test: { name: "web", include: ["src/web/**/*.test.{ts,tsx}"], environment: "node" } },
      {
        test: {
          ...wholeSystem,
          name: "contract",
          include: ["test/contract/**/*.test.ts"],
          globalSetup: ["test/support/start-postgres-without-fsync.ts"],
        },
      },
      { test: { ...wholeSystem, name: "integration", include: ["test/integration/**/*.test.ts"] } },
      {
        test: {
          ...wholeSystem,
          name: "fault",
          include: ["test/fault/**/*.test.ts"],
          testTimeout: 120_000,
          globalSetup: ["test/support/start-postgres.ts"],
        },
      },
      { test: { ...wholeSystem, name: "browser", include: ["test/e2e/**/*.test.ts"], testTimeout: 60_000 } },
    ],
  },
});
