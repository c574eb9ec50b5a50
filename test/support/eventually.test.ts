import { expect, test } from "vitest";
import { eventually } from "./eventually.ts";

test("answers with the first value that holds", async () => {
  let asked = 0;
  expect(await eventually(() => (++asked === 3 ? "third" : undefined))).toBe("third");
});

test("fails at the deadline, with the last failure as its cause", async () => {
  const refusing = eventually(() => Promise.reject(new Error("not yet")), { what: "the impossible", withinMs: 30 });
  await expect(refusing).rejects.toMatchObject({
    message: "Waited 30 ms for the impossible",
    cause: new Error("not yet"),
  });
});
