import type { RoomForMe } from "#protocol/room.ts";
import type { User } from "#protocol/user.ts";
import { orderChats } from "../chats/order-chats.ts";
import { isNotes } from "../name-room.ts";

const recentMax = 12;

/** Whom I have a direct chat with, the latest first. */
export function listRecent(rooms: Iterable<RoomForMe>): User[] {
  return orderChats(rooms)
    .filter((room) => room.kind === "direct" && !isNotes(room))
    .flatMap(({ people = [] }) => people.slice(0, 1))
    .slice(0, recentMax);
}
