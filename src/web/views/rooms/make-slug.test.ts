import { expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import { makeSlug } from "./make-slug.ts";

test.each([
  ["Book club", "book-club"],
  ["  Café — Zürich!  ", "cafe-zurich"],
  ["---", ""],
  ["読書会", ""],
  ["R&D 2026", "r-d-2026"],
])("%j would get %j", (name, slug) => {
  expect(makeSlug(name)).toBe(slug);
});

test("never longer than an address may be, and without a hyphen at its end", () => {
  const slug = makeSlug(`${"a".repeat(limits.roomSlugMaxChars - 1)} b`);
  expect(slug).toBe("a".repeat(limits.roomSlugMaxChars - 1));
});
