import type { RoomForMe } from "#protocol/room.ts";
import type { Client } from "./client.ts";
import type { Outcome } from "./contract.ts";
import { putRooms } from "./merge-rooms.ts";

/** Puts a room that the server answered with among those that are known. */
export function takeRoom({ store, feeds }: Client, answer: Outcome<{ room: RoomForMe }>): Outcome<RoomForMe> {
  if (!answer.ok) return answer;
  const { room } = answer.value;
  store.setState(({ rooms }) => ({ rooms: putRooms(rooms, [room]) }));
  // Joined after having been refused: what is in sight can be read now.
  if (store.getState().windows.has(room.id)) feeds.open(room.id);
  return { ok: true, value: room };
}
