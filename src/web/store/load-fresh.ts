import type { RoomId } from "#protocol/ids.ts";
import type { RoomState } from "#protocol/room-state.ts";
import { emptyState } from "../client/feed.ts";
import type { Client } from "./client.ts";
import type { Outcome } from "./contract.ts";
import { putRooms } from "./merge-rooms.ts";

/**
 * The newest page of a room and the room itself, asked for at once. The answers may be from two moments: the state
 * begins at the earlier one, for whatever is then read from the log again changes nothing.
 */
export async function loadFresh({ around, store }: Client, roomId: RoomId): Promise<Outcome<RoomState>> {
  const params = { room: String(roomId) };
  const [page, got] = await Promise.all([
    around.http("listMessages", { params, query: {} }),
    around.http("getRoom", { params }),
  ]);
  if (!page.ok) return page;
  if (!got.ok) return got;
  const { room } = got.value;
  const { messages, hasMore, position } = page.value;
  store.setState(({ rooms }) => ({ rooms: putRooms(rooms, [room]) }));
  const seq = Math.min(position.seq, room.seq);
  return { ok: true, value: { ...emptyState(roomId, room), epoch: position.epoch, seq, messages, hasMore } };
}
