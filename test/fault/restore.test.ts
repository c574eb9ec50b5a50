import { expect, test } from "vitest";
import { proveRestore } from "./prove-restore.ts";

test("an older copy restored under connected readers", async () => {
  expect(await proveRestore()).toEqual([]);
});
