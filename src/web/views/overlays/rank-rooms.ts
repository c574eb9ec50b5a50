import type { RoomForMe } from "#protocol/room.ts";
import { countUnread } from "../sidebar/count-unread.ts";

/** Rooms that fit what was typed, best first: beginnings, then word beginnings, then letters in order. */
export function rankRooms(rooms: readonly RoomForMe[], typed: string): RoomForMe[] {
  const query = fold(typed);
  return rooms
    .map((room) => ({ room, score: Math.max(scoreText(fold(room.name), query), scoreText(room.slug, query)) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || weigh(other.room) - weigh(one.room))
    .map(({ room }) => room);
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").trim().toLowerCase();
}

function scoreText(text: string, query: string): number {
  if (query === "" || text.startsWith(query)) return 4;
  if (text.split(/[\s._-]+/).some((word) => word.startsWith(query))) return 3;
  if (text.includes(query)) return 2;
  return hasInOrder(text, query) ? 1 : 0;
}

function hasInOrder(text: string, query: string): boolean {
  let at = 0;
  for (const char of query) {
    at = text.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Unread first, then what was spoken in last. */
function weigh(room: RoomForMe): number {
  const last = room.lastMessageAt === undefined ? 0 : Date.parse(room.lastMessageAt);
  return last + (countUnread(room) > 0 ? 1e15 : 0) + (room.membership ? 1e14 : 0);
}
