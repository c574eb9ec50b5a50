import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { findSlugFault, slugFrom } from "./slug.ts";

test.each(["general", "a", "room-2", "2024-plans", "x1"])("%s is an address", (slug) => {
  expect(findSlugFault(slug)).toBeUndefined();
});

test.each(["", "123", "-a", "a-", "a--b", "A", "a_b", "a b", "a/b", "é", "messages", "create", "x".repeat(65)])(
  "%j is none",
  (slug) => {
    expect(findSlugFault(slug)).toBeTypeOf("string");
  },
);

test.each([
  ["General", "general"],
  ["Crème Brûlée!", "creme-brulee"],
  ["  a -- b  ", "a-b"],
  ["ＦＵＬＬ width", "full-width"],
  ["日本 go", "go"],
  ["日本", undefined],
  ["2024", undefined],
  ["Messages", undefined],
])("the name %j suggests %s", (name, slug) => {
  expect(slugFrom(name)).toBe(slug);
});

test("what any name suggests is an address", () => {
  assert(
    property(string({ unit: "binary", maxLength: 200 }), (name) => {
      const slug = slugFrom(name);
      expect(slug === undefined || findSlugFault(slug) === undefined).toBe(true);
    }),
  );
});
