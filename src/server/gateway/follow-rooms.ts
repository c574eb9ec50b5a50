import type { Cursor } from "#protocol/cursor.ts";
import type { RoomId } from "#protocol/ids.ts";
import type { LiveSession } from "./session.ts";

/** `1,2,3` as room ids, each once. */
export function parseRoomIds(rooms: string): RoomId[] {
  const ids = rooms
    .split(",")
    .filter(Boolean)
    .map((id) => Number(id) as RoomId);
  return [...new Set(ids)];
}

/**
 * Greets a reader of SSE or polling and follows its rooms from its cursor. The welcome is left out when the reader's
 * own log stands where its cursor says.
 * @returns when every room is level for the first time
 */
export async function followRooms(
  session: LiveSession,
  rooms: readonly RoomId[],
  cursor: Cursor | undefined,
): Promise<void> {
  const isSameEpoch = cursor?.epoch === session.cursor().epoch;
  await session.greet(isSameEpoch ? cursor?.userSeq : undefined);
  const subscriptions = rooms.map((roomId) => {
    const seq = cursor?.rooms.get(roomId);
    const since = cursor && seq !== undefined ? { epoch: cursor.epoch, seq } : undefined;
    return session.subscribe(roomId, since);
  });
  for (const subscription of subscriptions) await subscription?.settled;
}
