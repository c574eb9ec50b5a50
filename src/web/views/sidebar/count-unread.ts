import type { RoomForMe } from "#protocol/room.ts";

/** Messages that came since I last looked; nothing is unread in a room that is not mine. */
export function countUnread(room: RoomForMe): number {
  return room.membership ? Math.max(0, room.n - room.membership.readN) : 0;
}
