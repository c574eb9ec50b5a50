import type { RoomId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { Client } from "./client.ts";
import type { Outcome, RoomWindow } from "./contract.ts";
import { releaseUnread } from "./hold-unread.ts";
import { findRoom, putRooms } from "./merge-rooms.ts";

/** Messages that a room keeps in memory once nobody reads further back. */
export const warmMessages = 300;

export async function openRoom(client: Client, slugOrId: string): Promise<Outcome<RoomForMe>> {
  const found = await resolveRoom(client, slugOrId);
  if (!found.ok) return found;
  const { id } = found.value;
  if (needsFeed(client, id)) {
    const cached = client.store.getState().me ? await client.cache.loadWindow(id, found.value) : undefined;
    client.feeds.open(id, cached);
  }
  markEntered(client, found.value);
  return found;
}

/** Places the New divider where I had read to, unless it stands already, and lets go of rooms that were not looked at for long. */
export function markEntered(client: Client, { id, n, membership }: RoomForMe): void {
  const dividerN = membership && membership.readN < n ? membership.readN : undefined;
  changeWindow(client, id, (window) => ({ ...window, dividerN: window.dividerN ?? dividerN }));
  for (const roomId of client.warmRooms.enter(id)) {
    client.feeds.close(roomId);
    client.store.setState(({ windows }) => ({ windows: new Map([...windows].filter(([key]) => key !== roomId)) }));
  }
}

export function leaveView(client: Client, roomId: RoomId): void {
  client.feeds.trim(roomId, warmMessages);
  releaseUnread(client, roomId, false);
}

export async function loadOlder(client: Client, roomId: RoomId): Promise<void> {
  const window = client.store.getState().windows.get(roomId);
  if (!window?.state.hasMore || window.loading) return;
  changeWindow(client, roomId, (before) => {
    const { error: _, ...rest } = before;
    return { ...rest, loading: "older" };
  });
  const error = await loadPageBefore(client, roomId);
  changeWindow(client, roomId, ({ loading, ...rest }) => {
    return { ...rest, loading: loading === "older" ? undefined : loading, ...(error && { error }) };
  });
}

/** A page can be out of date when it arrives, if a message on it was changed meanwhile; then it is asked for again. */
async function loadPageBefore({ around, store, feeds }: Client, roomId: RoomId): Promise<RoomWindow["error"]> {
  for (let tries = 0; tries < 3; tries++) {
    const before = store.getState().windows.get(roomId)?.state.messages[0]?.seq;
    if (before === undefined) return undefined;
    const page = await around.http("listMessages", { params: { room: String(roomId) }, query: { before, limit: 50 } });
    if (!page.ok) return page.error;
    if (feeds.prepend(roomId, before, page.value)) return undefined;
  }
  return undefined;
}

async function resolveRoom({ store, around }: Client, slugOrId: string): Promise<Outcome<RoomForMe>> {
  const known = findRoom(store.getState().rooms, slugOrId);
  if (known) return { ok: true, value: known };
  const got = await around.http("getRoom", { params: { room: slugOrId } });
  if (!got.ok) return got;
  const { room } = got.value;
  store.setState(({ rooms }) => ({ rooms: putRooms(rooms, [room]) }));
  return { ok: true, value: room };
}

function needsFeed({ store }: Client, roomId: RoomId): boolean {
  const window = store.getState().windows.get(roomId);
  return window === undefined || window.error !== undefined;
}

function changeWindow({ store }: Client, roomId: RoomId, change: (window: RoomWindow) => RoomWindow): void {
  const window = store.getState().windows.get(roomId);
  if (window) store.setState(({ windows }) => ({ windows: new Map(windows).set(roomId, change(window)) }));
}
