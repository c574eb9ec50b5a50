import type { RoomForMe } from "#protocol/room.ts";

/** Rooms, not direct talks; where most people are comes first. */
export function sortForBrowsing(rooms: Iterable<RoomForMe>): RoomForMe[] {
  return [...rooms]
    .filter((room) => room.kind === "public" || room.kind === "private")
    .sort((one, other) => other.memberCount - one.memberCount || one.name.localeCompare(other.name, "en"));
}
