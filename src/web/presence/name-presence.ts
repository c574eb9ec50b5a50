import type { PresenceState } from "#protocol/presence.ts";

const names: Readonly<Record<PresenceState, string>> = {
  online: "Online",
  away: "Away",
  dnd: "Do not disturb",
  offline: "Offline",
  invisible: "Invisible",
};

export function namePresence(state: PresenceState): string {
  return names[state];
}
