import { errors, type ErrorView } from "#protocol/errors.ts";
import type { ServerFrame, ServerFrameOf } from "#protocol/server-frame.ts";
import type { RoomId } from "#protocol/ids.ts";
import { changeAccount } from "./change-account.ts";
import type { Client } from "./client.ts";
import { putHint, putLeft, putRead, putRooms, putWelcome } from "./merge-rooms.ts";

/** Takes one frame of the server. First to know of a welcome is the account, which the rest depends on. */
export function onFrame(client: Client, frame: ServerFrame): void {
  if (frame.t === "welcome") onWelcome(client, frame);
  if (frame.t === "user-event") onUserEvent(client, frame);
  if (frame.t === "hint") onHint(client, frame);
  client.courier.onFrame(frame);
  client.feeds.onFrame(frame);
}

/** Of a change to an older message no text is told: if it is the one that is shown as the latest, it is asked for. */
function onHint({ store, around }: Client, frame: ServerFrameOf<"hint">): void {
  store.setState(({ rooms }) => ({ rooms: putHint(rooms, frame) }));
  const shown = store.getState().rooms.get(frame.roomId)?.lastMessage;
  if (!shown || shown.n !== frame.changedN) return;
  void around.http("getRoom", { params: { room: String(frame.roomId) } }).then((got) => {
    if (got.ok) store.setState(({ rooms }) => ({ rooms: putRooms(rooms, [got.value.room]) }));
  });
}

function onWelcome(client: Client, { you, epoch, seq, rooms: mine }: ServerFrameOf<"welcome">): void {
  const { me } = client.store.getState();
  if (me && !you) return client.connection.end("session");
  changeAccount(client, you);
  client.own = { epoch, seq };
  for (const { id, membership } of mine) if (membership) client.readMarks.onServerMark(id, membership.readN);
  client.store.setState(({ rooms }) => ({ rooms: putWelcome(rooms, mine) }));
  client.saving.request(savePauseMs);
}

export const savePauseMs = 2_000;

function onUserEvent(client: Client, { seq, event }: ServerFrameOf<"user-event">): void {
  const { own, store } = client;
  if (!own || seq <= own.seq) return;
  // My own log is short and told in full by every welcome: whatever was missed, a welcome brings.
  if (seq > own.seq + 1) return client.connection.restart();
  client.own = { ...own, seq };
  switch (event.type) {
    case "joined":
      return store.setState(({ rooms }) => ({ rooms: putRooms(rooms, [event.room]) }));
    case "left":
      return onLeft(client, event.roomId);
    case "read":
      return store.setState(({ rooms }) => ({ rooms: putRead(rooms, event.roomId, event.readN) }));
    case "profile":
      return store.setState({ me: event.user });
    default:
  }
}

/** What only members may see is gone at once, also from the cache; the rest goes on without me. */
export function onLeft({ store, feeds, cache }: Client, roomId: RoomId): void {
  store.setState(({ rooms }) => ({ rooms: putLeft(rooms, roomId) }));
  if (store.getState().rooms.has(roomId)) return;
  feeds.refuse(roomId, notFound);
  void cache.dropWindow(roomId);
}

const notFound: ErrorView = { code: "not_found", message: errors.not_found.message };
