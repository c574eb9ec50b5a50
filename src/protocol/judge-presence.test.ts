import { expect, test } from "vitest";
import { type Attendance, chosenAt, ownState, publicState } from "./judge-presence.ts";
import type { ChosenState, PresenceState } from "./presence.ts";

test.each<[ChosenState, Attendance, PresenceState, PresenceState]>([
  ["online", "active", "online", "online"],
  ["online", "idle", "away", "away"],
  ["online", "none", "offline", "offline"],
  ["away", "active", "away", "away"],
  ["dnd", "idle", "dnd", "dnd"],
  ["dnd", "none", "offline", "offline"],
  ["invisible", "active", "invisible", "offline"],
  ["invisible", "none", "offline", "offline"],
])("PRES-4: who chose %s and is %s sees %s, others see %s", (chosen, attendance, own, shown) => {
  expect([ownState(chosen, attendance), publicState(chosen, attendance)]).toEqual([own, shown]);
});

test("PRES-4: a choice ends with its moment", () => {
  expect(chosenAt({ state: "dnd", until: 1_000 }, 999)).toBe("dnd");
  expect(chosenAt({ state: "dnd", until: 1_000 }, 1_000)).toBe("online");
  expect(chosenAt({ state: "invisible", until: null }, 1_000)).toBe("invisible");
});
