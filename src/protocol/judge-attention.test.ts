import { describe, expect, test } from "vitest";
import { holdsKeyword, isQuiet } from "./judge-attention.ts";
import { noPreferences } from "./preferences.ts";

const everyDay = [0, 1, 2, 3, 4, 5, 6];
/** 2026-11-20 was a Friday. */
const at = (time: string, day = 20) => new Date(`2026-11-${day}T${time}:00`);

describe("quiet hours", () => {
  test.each([
    ["22:00", "07:00", everyDay, "23:30", true],
    ["22:00", "07:00", everyDay, "06:59", true],
    ["22:00", "07:00", everyDay, "07:00", false],
    ["22:00", "07:00", everyDay, "21:59", false],
    ["22:00", "07:00", [4], "06:00", true],
    ["22:00", "07:00", [4], "23:00", false],
    ["12:00", "13:00", [5], "12:30", true],
    ["12:00", "13:00", [4], "12:30", false],
    ["00:00", "00:00", [5], "15:00", true],
    ["22:00", "07:00", [], "23:00", false],
  ])("from %s to %s on %j at %s on a Friday: %s", (from, to, days, time, quiet) => {
    expect(isQuiet({ ...noPreferences, quietHours: { from, to, days } }, at(time))).toBe(quiet);
  });

  test("a pause ends at its moment", () => {
    const paused = { ...noPreferences, pausedUntil: at("12:00").getTime() };
    expect(isQuiet(paused, at("11:59"))).toBe(true);
    expect(isQuiet(paused, at("12:00"))).toBe(false);
    expect(isQuiet(noPreferences, at("12:00"))).toBe(false);
  });
});

test.each([
  ["the Release is out", ["release"], true],
  ["released", ["release"], false],
  ["a release, finally", ["release"], true],
  ["unreleased release", ["release"], true],
  ["C++ rocks", ["c++"], true],
  ["über", ["ber"], false],
  ["anything", [], false],
])("%j holds one of %j: %s", (text, keywords, holds) => {
  expect(holdsKeyword(text, keywords)).toBe(holds);
});
