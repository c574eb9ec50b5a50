import type { UserId } from "#protocol/ids.ts";
import type { PresenceState } from "#protocol/presence.ts";

/** `1,2.away` as ids, and as what is known of them. */
export function parseWatched(watch: string): [readonly UserId[], ReadonlyMap<UserId, PresenceState>] {
  const ids: UserId[] = [];
  const known = new Map<UserId, PresenceState>();
  for (const part of watch.split(",").filter(Boolean)) {
    const [digits, state] = part.split(".");
    const id = Number(digits) as UserId;
    ids.push(id);
    if (state !== undefined) known.set(id, state as PresenceState);
  }
  return [ids, known];
}
