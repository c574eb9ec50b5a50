import { property, assert, string } from "fast-check";
import { expect, test } from "vitest";
import { limits } from "./limits.ts";
import { countChars, findBodyFault, findLineFault } from "./text.ts";

test.each([
  ["hello", undefined],
  ["\u200b.\u200b", undefined],
  ["😀".repeat(limits.messageMaxChars), undefined],
  ["😀".repeat(limits.messageMaxChars + 1), "too_long"],
  ["x".repeat(limits.messageMaxChars + 1), "too_long"],
  ["", "blank"],
  [" \n\t\u00a0\u3000", "blank"],
  ["\u200b\u200d\u2060\ufe0f\u3164\u{e0041}\u2800", "blank"],
  ["a\0b", "not_storable"],
  ["a\ud800b", "not_storable"],
])("a message %j is %s", (body, fault) => {
  expect(findBodyFault(body)).toBe(fault);
});

test("characters are counted as code points", () => {
  assert(
    property(string({ unit: "binary" }), (text) => {
      expect(countChars(text)).toBe(Array.from(text).length);
    }),
  );
});

test.each(["General", "  spaced  ", "日本", "نص", "👩‍👩‍👧‍👦", "x".repeat(64), "e\u0301"])("%j can be a line", (text) => {
  expect(findLineFault(text, 64)).toBeUndefined();
});

test.each([
  "",
  " ",
  "\u200b",
  "x".repeat(65),
  "a\nb",
  "a\u2028b",
  "a\tb",
  "a\0b",
  "\ud800",
  "\u202egnp",
  "a\u2066b",
  `a${"\u0301".repeat(9)}`,
])("%j cannot", (text) => {
  expect(findLineFault(text, 64)).toBeTypeOf("string");
});
