import { defineConfig } from "vitest/config";

/** Everything but the web client runs as the server does: on Node's own loader and type stripping. */
const onNode = {
  environment: "node",
  experimental: { viteModuleRunner: false, nodeLoader: false },
} as const;

/** Deadlines only end what hangs: a busy machine must not fail a test. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    retry: 0,
    maxWorkers: 2,
    passWithNoTests: false,
    projects: [
      {
        test: {
          ...onNode,
          ...patience,
          name: "unit",
          include: ["src/{protocol,server,cli}/**/*.test.ts", "test/*.test.ts", "test/support/**/*.test.ts"],
        },
      },
      { test: { ...patience, name: "web", include: ["src/web/**/*.test.{ts,tsx}"], environment: "node" } },
      {
        test: {
          ...onNode,
          ...patience,
          name: "contract",
          include: ["test/contract/**/*.test.ts"],
          globalSetup: ["test/support/start-postgres-without-fsync.ts"],
        },
      },
      { test: { ...onNode, ...patience, name: "integration", include: ["test/integration/**/*.test.ts"] } },
      {
        test: {
          ...onNode,
          ...patience,
          name: "fault",
          include: ["test/fault/**/*.test.ts"],
          testTimeout: 120_000,
          globalSetup: ["test/support/start-postgres.ts"],
        },
      },
      { test: { ...onNode, ...patience, name: "browser", include: ["test/e2e/**/*.test.ts"] } },
    ],
  },
});
