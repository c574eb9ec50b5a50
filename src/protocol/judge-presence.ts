import type { ChosenPresence, ChosenState, PresenceState } from "./presence.ts";

/** What somebody's connections say together: `none` when the last one ended a while ago. */
export type Attendance = "none" | "idle" | "active";

/** What is chosen at this moment; `now` in milliseconds since the Unix epoch. */
export function chosenAt({ state, until }: ChosenPresence, now: number): ChosenState {
  return until !== null && until <= now ? "online" : state;
}

/** As oneself sees it. */
export function ownState(chosen: ChosenState, attendance: Attendance): PresenceState {
  if (attendance === "none") return "offline";
  if (chosen !== "online") return chosen;
  return attendance === "active" ? "online" : "away";
}

/** As everybody else sees it. */
export function publicState(chosen: ChosenState, attendance: Attendance): PresenceState {
  return chosen === "invisible" ? "offline" : ownState(chosen, attendance);
}
