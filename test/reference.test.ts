import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listPages } from "../src/cli/reference/list-pages.ts";

const folder = join(import.meta.dirname, "../docs/reference");
const pages = Object.entries(listPages());

test.each(pages)("docs/reference/%s is what the source says now (npm run generate)", (name, text) => {
  expect(readFileSync(join(folder, name), "utf8")).toBe(text);
});

test("nothing else lies among the generated pages", () => {
  expect(readdirSync(folder).sort()).toEqual(pages.map(([name]) => name).sort());
});

test.each(pages)("%s leaves no cell of its tables empty, but for errors", (name, text) => {
  const rows = text.split("\n").filter((line) => line.startsWith("| `") || /^\| \d/.test(line));
  expect(rows.length).toBeGreaterThan(5);
  const cells = rows.flatMap((row) => row.split(/(?<!\\)\|/).slice(1, name === "http-api.md" ? -2 : -1));
  expect(cells.filter((cell) => cell.trim() === "")).toEqual([]);
});
