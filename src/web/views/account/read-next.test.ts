import { expect, test } from "vitest";
import { readNext } from "./read-next.ts";

test("goes back to a page of ours", () => {
  expect(readNext("?next=%2Frooms%2Flobby%2F")).toBe("/rooms/lobby/");
});

test.each(["", "?next=", "?next=https://evil.example", "?next=//evil.example", "?next=/%5Cevil.example", "?next=x"])(
  "%j leads to no other site",
  (search) => expect(readNext(search)).toBeUndefined(),
);
