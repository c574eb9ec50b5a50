import type { Client } from "./client.ts";
import { putRooms } from "./merge-rooms.ts";

const pagesMax = 20;

/** My rooms and those I could join or read. What cannot be loaded now shows in the connection's state. */
export async function loadRooms({ store, around }: Client): Promise<void> {
  let cursor: string | undefined;
  for (let pages = 0; pages < pagesMax; pages++) {
    const page = await around.http("listRooms", { query: { cursor } });
    if (!page.ok) return;
    store.setState(({ rooms }) => ({ rooms: putRooms(rooms, page.value.rooms) }));
    cursor = page.value.nextCursor;
    if (cursor === undefined) return;
  }
}
