import type { RoomId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { isChat } from "../name-room.ts";

/** My direct and group chats, where something was said last first; one that is put away only while it is open. */
export function orderChats(rooms: Iterable<RoomForMe>, openRoomId?: RoomId): RoomForMe[] {
  return [...rooms]
    .filter((room) => isChat(room) && room.membership && (!room.hidden || room.id === openRoomId))
    .sort((one, other) => activityOf(other) - activityOf(one) || other.id - one.id);
}

function activityOf({ lastMessageAt, createdAt }: RoomForMe): number {
  return Date.parse(lastMessageAt ?? createdAt);
}
