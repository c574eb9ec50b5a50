import { expect, test } from "vitest";
import { proveLimits } from "./prove-limits.ts";

test("socket and HTTP share one limit on messages", async () => {
  expect(await proveLimits()).toEqual([]);
});
