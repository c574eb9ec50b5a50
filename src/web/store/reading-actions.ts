import type { RoomId } from "#protocol/ids.ts";
import type { Client } from "./client.ts";
import type { AppActions, Outcome } from "./contract.ts";
import { holdUnread, releaseUnread } from "./hold-unread.ts";
import { putRead, putRooms } from "./merge-rooms.ts";
import { loadOlder, warmMessages } from "./open-room.ts";

/** With more messages than this, a window that is read at its end lets go of its beginning. */
const roomyMessages = 1_500;
/** So far back history is loaded to show one message; the page of older messages leads further. */
const backPagesMax = 60;

type ReadingActions = Pick<AppActions, "markRead" | "markUnread" | "markRoomRead" | "markAllRead" | "loadBackTo">;

export function createReadingActions(client: Client): ReadingActions {
  return {
    markRead: (roomId, upTo) => markRead(client, roomId, upTo),
    markUnread: (roomId, n) => markUnread(client, roomId, n),
    markRoomRead: (roomId) => markRoomRead(client, roomId),
    markAllRead: () => {
      for (const { id, membership, n } of client.store.getState().rooms.values()) {
        if (membership && membership.readN < n) markRoomRead(client, id);
      }
    },
    loadBackTo: (roomId, place) => loadBackTo(client, roomId, place),
  };
}

function markRead(client: Client, roomId: RoomId, upTo: number): void {
  const { store, feeds } = client;
  const window = store.getState().windows.get(roomId);
  if (window?.isHeld) return;
  const { messages = [] } = window?.state ?? {};
  // Whoever reads the newest message is at the bottom: a room that is open all day must not grow all day.
  if (messages.length > roomyMessages && messages.at(-1)?.n === upTo) feeds.trim(roomId, warmMessages);
  moveOn(client, roomId, upTo);
}

function moveOn({ store, readMarks }: Client, roomId: RoomId, readN: number): void {
  const { rooms } = store.getState();
  const next = putRead(rooms, roomId, { readN, readEra: rooms.get(roomId)?.readEra ?? 0 });
  if (next === rooms) return;
  store.setState({ rooms: next });
  readMarks.mark(roomId, readN);
}

function markRoomRead(client: Client, roomId: RoomId): void {
  const room = client.store.getState().rooms.get(roomId);
  releaseUnread(client, roomId, false);
  if (room?.membership) moveOn(client, roomId, room.n);
}

/** Shown at once; the server's word, with what then addresses me, comes by my own log. */
async function markUnread(client: Client, roomId: RoomId, n: number): Promise<Outcome> {
  const { store, around, readMarks } = client;
  const before = store.getState().rooms.get(roomId);
  if (!before?.membership) return { ok: true, value: undefined };
  const upTo = Math.max(0, n - 1);
  readMarks.forget(roomId);
  holdUnread(client, roomId, upTo);
  const marked = { readN: upTo, readEra: (before.readEra ?? 0) + 1 };
  store.setState(({ rooms }) => ({ rooms: putRead(rooms, roomId, marked) }));
  const params = { room: String(roomId) };
  const told = await around.http("markRead", { params, body: { upTo, force: true } });
  const now = await around.http("getRoom", { params });
  if (now.ok) {
    const known = new Map([...store.getState().rooms].filter(([id]) => told.ok || id !== roomId));
    store.setState({ rooms: putRooms(known, [now.value.room]) });
  }
  if (!told.ok) releaseUnread(client, roomId, true);
  return told.ok ? { ok: true, value: undefined } : told;
}

async function loadBackTo(
  client: Client,
  roomId: RoomId,
  place: { readonly seq: number } | { readonly n: number },
): Promise<boolean> {
  const isReached = (): boolean => {
    const window = client.store.getState().windows.get(roomId);
    const oldest = window?.state.messages[0];
    if (!window || !oldest) return true;
    return !window.state.hasMore || ("seq" in place ? oldest.seq <= place.seq : oldest.n <= place.n);
  };
  for (let pages = 0; pages < backPagesMax && !isReached(); pages++) {
    await loadOlder(client, roomId);
    if (client.store.getState().windows.get(roomId)?.error) return false;
  }
  const { messages = [] } = client.store.getState().windows.get(roomId)?.state ?? {};
  return messages.some((message) => ("seq" in place ? message.seq === place.seq : message.n === place.n));
}
