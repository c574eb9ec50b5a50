import type { RoomId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { isChat } from "../name-room.ts";
import { lobbySlug } from "../room-path.ts";

const byName = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** Rooms, not chats: those of mine, and the one I am looking into; for a guest all that can be read. The lobby first, then by name. */
export function orderRooms(rooms: Iterable<RoomForMe>, isGuest: boolean, openRoomId: RoomId | undefined): RoomForMe[] {
  return [...rooms]
    .filter((room) => !isChat(room) && (isGuest || room.membership !== undefined || room.id === openRoomId))
    .sort((one, other) => rank(one) - rank(other) || byName.compare(one.name, other.name) || one.id - other.id);
}

function rank(room: RoomForMe): number {
  return room.slug === lobbySlug ? 0 : 1;
}
