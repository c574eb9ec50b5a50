import { rankName } from "#protocol/rank-name.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { foldName } from "#protocol/search-name.ts";
import { isChat, nameRoom } from "../name-room.ts";
import { countUnread } from "../sidebar/count-unread.ts";

/** Rooms and chats that fit what was typed: by how well the name fits, then unread, then where one was last. */
export function rankRooms(rooms: readonly RoomForMe[], typed: string): RoomForMe[] {
  const query = foldName(typed);
  return rooms
    .filter((room) => !isChat(room) || room.membership !== undefined)
    .flatMap((room) => {
      const rank = rankName(listNames(room), query);
      return rank === undefined ? [] : [{ room, rank: query === "" ? 0 : rank }];
    })
    .sort((one, other) => one.rank - other.rank || weigh(other.room) - weigh(one.room))
    .map(({ room }) => room);
}

/** What a room may be looked for by; the slug of a chat says nothing. */
function listNames(room: RoomForMe): string {
  const names = isChat(room) ? (room.people ?? []).flatMap((user) => [user.displayName, user.username]) : [room.slug];
  return foldName([nameRoom(room), ...names].join(" "));
}

/** Unread first, then what was spoken in last. */
function weigh(room: RoomForMe): number {
  const last = Date.parse(room.lastMessageAt ?? room.createdAt);
  return last + (countUnread(room) > 0 ? 1e15 : 0) + (room.membership ? 1e14 : 0);
}
