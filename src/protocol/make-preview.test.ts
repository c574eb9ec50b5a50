import { expect, test } from "vitest";
import { limits } from "./limits.ts";
import { makePreview } from "./make-preview.ts";
import { countChars } from "./text.ts";

test("a short text is itself, in one line", () => {
  expect(makePreview(" one\n\n two\tthree ")).toBe("one two three");
});

test("a long text is cut between characters, and says so", () => {
  const preview = makePreview("🦊".repeat(4_000));
  expect(countChars(preview)).toBe(limits.previewMaxChars);
  expect(preview.endsWith("🦊…")).toBe(true);
  expect(preview.isWellFormed()).toBe(true);
});

test("a text that begins with a page of nothing is still cut to its limit", () => {
  expect(countChars(makePreview(`${" \n".repeat(1_000)}late`))).toBeLessThanOrEqual(limits.previewMaxChars);
});
