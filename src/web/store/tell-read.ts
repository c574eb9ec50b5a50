import type { RoomId } from "#protocol/ids.ts";
import type { Client } from "./client.ts";

/** Tells the server how far I have read, over the socket when there is one. */
export async function tellRead({ connection, around, store }: Client, roomId: RoomId, upTo: number): Promise<boolean> {
  const { link } = connection;
  if (!link) return false;
  const era = store.getState().rooms.get(roomId)?.readEra ?? 0;
  if (link.send({ t: "read", roomId, upTo, era })) return true;
  const told = await around.http("markRead", { params: { room: String(roomId) }, body: { upTo, era } });
  return told.ok || told.error.code === "not_found";
}
