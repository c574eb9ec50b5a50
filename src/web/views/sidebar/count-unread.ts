import type { RoomForMe } from "#protocol/room.ts";
import { countMentions } from "../../store/attention.ts";

/** Messages that came since I last looked; nothing is unread in a room that is not mine. */
export function countUnread(room: RoomForMe): number {
  return room.membership ? Math.max(0, room.n - room.membership.readN) : 0;
}

export interface News {
  readonly mentions: number;
  /** Rooms that hold something unread, muted ones left out. */
  readonly unreadRooms: number;
}

export function countNews(rooms: Iterable<RoomForMe>): News {
  let mentions = 0;
  let unreadRooms = 0;
  for (const room of rooms) {
    mentions += countMentions(room);
    if (!room.muted && countUnread(room) > 0) unreadRooms++;
  }
  return { mentions, unreadRooms };
}
