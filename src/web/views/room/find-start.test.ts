import { expect, test } from "vitest";
import { findStart } from "./find-start.ts";
import type { LogEntries } from "./log-entries.ts";

const rowHeight = 30;

function entriesOf(keys: string, indexOfNew = -1): LogEntries {
  return { count: keys.length, keyAt: (index) => keys.charAt(index), rowAt: () => undefined, indexOfNew };
}

const ground = { sizeAt: () => rowHeight, paddingStart: 10, dividerMargin: 20, place: undefined };

test("a room opens at its end", () => {
  expect(findStart({ ...ground, entries: entriesOf("abcd") })).toBe(10 + 4 * rowHeight);
});

test("with something unread it opens with the divider in view", () => {
  expect(findStart({ ...ground, entries: entriesOf("abcd", 2) })).toBe(10 + 2 * rowHeight - 20);
});

test("it opens where it was left, whatever came before or after meanwhile", () => {
  const place = { anchor: { key: "c", offset: 7 }, sizes: new Map() };
  expect(findStart({ ...ground, place, entries: entriesOf("abcd", 3) })).toBe(10 + 2 * rowHeight + 7);
  expect(findStart({ ...ground, place, entries: entriesOf("cdef", 3) })).toBe(10 + 7);
});

test("if what stood there is gone, at the end", () => {
  const place = { anchor: { key: "x", offset: 7 }, sizes: new Map() };
  expect(findStart({ ...ground, place, entries: entriesOf("abcd", 1) })).toBe(10 + 4 * rowHeight);
});
