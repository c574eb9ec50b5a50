import type { RoomId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { User } from "#protocol/user.ts";

/** The rooms with somebody as they look from now on. */
export function putLook(rooms: ReadonlyMap<RoomId, RoomForMe>, user: User): ReadonlyMap<RoomId, RoomForMe> {
  const changed = new Map(rooms);
  for (const [id, room] of rooms) {
    const { people, lastMessage } = room;
    const isAmong = people?.some((person) => person.id === user.id) ?? false;
    const isLast = lastMessage?.author.id === user.id;
    if (!isAmong && !isLast) continue;
    changed.set(id, {
      ...room,
      ...(people && { people: people.map((person) => (person.id === user.id ? user : person)) }),
      ...(lastMessage && isLast && { lastMessage: { ...lastMessage, author: user } }),
    });
  }
  return changed;
}
