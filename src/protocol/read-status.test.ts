import { expect, test } from "vitest";
import { readStatus } from "./read-status.ts";

const now = Date.parse("2026-11-20T12:00:00Z");

test.each([
  [{}, null],
  [{ emoji: " ", text: "", span: "30" }, null],
  [{ text: " Lunch " }, { text: "Lunch", emoji: "" }],
  [
    { emoji: "🍜", span: "30" },
    { text: "", emoji: "🍜", until: "2026-11-20T12:30:00.000Z" },
  ],
  [
    { text: "Away", span: "2026-11-21T00:00:00Z" },
    { text: "Away", emoji: "", until: "2026-11-21T00:00:00.000Z" },
  ],
  [
    { text: "Away", span: "soon" },
    { text: "Away", emoji: "", until: "soon" },
  ],
])("%j means %j", (fields, status) => {
  expect(readStatus(fields, now)).toEqual(status);
});
