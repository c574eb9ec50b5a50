import { expect, test } from "vitest";
import { dayOf, msUntilTomorrow, nameDay } from "./day.ts";

const noon = Date.parse("2026-11-19T12:00:00Z");
const today = dayOf(noon, "utc");

test("two moments share a number exactly when they share a day", () => {
  expect(dayOf(Date.parse("2026-11-19T00:00:00Z"), "utc")).toBe(today);
  expect(dayOf(Date.parse("2026-11-19T23:59:59.999Z"), "utc")).toBe(today);
  expect(dayOf(Date.parse("2026-11-20T00:00:00Z"), "utc")).toBe(today + 1);
});

test("the viewer's own days agree with the calendar of the machine, through changes of the clock", () => {
  for (let hour = 0; hour < 24 * 366; hour += 7) {
    const date = new Date(2026, 0, 1, hour);
    const midnight = new Date(date.getFullYear(), date.getMonth(), date.getDate(), 12);
    expect(dayOf(date.getTime(), "local")).toBe(dayOf(midnight.getTime(), "local"));
  }
});

test("days have names near today, and a year far from it", () => {
  expect(nameDay(today, today)).toBe("Today");
  expect(nameDay(today - 1, today)).toBe("Yesterday");
  expect(nameDay(today - 2, today)).toMatch(/Tuesday/);
  expect(nameDay(today - 400, today)).toMatch(/2025/);
});

test("the next day begins at midnight", () => {
  expect(msUntilTomorrow(noon, "utc")).toBe(12 * 3_600_000);
  const local = Date.now();
  const next = local + msUntilTomorrow(local, "local");
  expect(dayOf(next, "local")).toBe(dayOf(local, "local") + 1);
  expect(dayOf(next - 1, "local")).toBe(dayOf(local, "local"));
});
