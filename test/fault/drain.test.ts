import { expect, test } from "vitest";
import { proveDrain } from "./prove-drain.ts";

test("SIGTERM under load sends everybody away with a word, and loses nothing", async () => {
  expect(await proveDrain()).toEqual([]);
});
