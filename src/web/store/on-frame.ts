import { notFound } from "../client/retry-of.ts";
import type { ServerFrame, ServerFrameOf } from "#protocol/server-frame.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { RoomId } from "#protocol/ids.ts";
import { changeAccount } from "./change-account.ts";
import type { Client } from "./client.ts";
import { callsMe, type ReadEvent } from "./attention.ts";
import { initialState } from "./initial-state.ts";
import { putAttention, putCalls, putHint, putLeft, putMention, putRead, putRooms, putWelcome } from "./merge-rooms.ts";
import { holdUnread } from "./hold-unread.ts";
import { loadRooms } from "./load-rooms.ts";
import { putLook } from "./put-look.ts";

/** Takes one frame of the server. First to know of a welcome is the account, which the rest depends on. */
export function onFrame(client: Client, frame: ServerFrame): void {
  if (frame.t === "welcome") onWelcome(client, frame);
  if (frame.t === "user-event") onUserEvent(client, frame);
  if (frame.t === "hint") onHint(client, frame);
  takeCalls(client, frame);
  if (frame.t === "user") client.store.setState(({ rooms }) => ({ rooms: putLook(rooms, frame.user) }));
  client.courier.onFrame(frame);
  client.feeds.onFrame(frame);
  client.passing?.onFrame(frame);
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

function onWelcome(client: Client, welcome: ServerFrameOf<"welcome">): void {
  const { you, epoch, seq, rooms: mine, blocks = [], preferences = initialState.preferences } = welcome;
  const { me } = client.store.getState();
  if (me && !you) return client.connection.end("session");
  changeAccount(client, you);
  client.own = { epoch, seq };
  for (const room of mine) takeServerMark(client, room);
  client.store.setState(({ rooms }) => ({ rooms: putWelcome(rooms, mine), blocks: new Set(blocks), preferences }));
  client.saving.request(savePauseMs);
}

/** What I read and could not tell goes now, unless the position was set back meanwhile. */
function takeServerMark({ store, readMarks }: Client, { id, membership, readEra = 0 }: RoomForMe): void {
  if (readEra > (store.getState().rooms.get(id)?.readEra ?? 0)) readMarks.forget(id);
  else if (membership) readMarks.onServerMark(id, membership.readN);
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
      return takeRead(client, event);
    case "mention":
      return store.setState(({ rooms }) => ({ rooms: putMention(rooms, event) }));
    case "attention":
      return store.setState(({ rooms }) => ({ rooms: putAttention(rooms, event) }));
    case "preferences":
      return store.setState({ preferences: event.preferences });
    case "blocks":
      store.setState({ blocks: new Set(event.userIds) });
      // What they wrote to everybody counts no more, or counts again.
      return void loadRooms(client);
    case "profile":
      return store.setState({ me: event.user });
    default:
  }
}

/** A room's log and its hints alike tell of messages to everybody. */
function takeCalls({ store }: Client, frame: ServerFrame): void {
  const { me, blocks } = store.getState();
  if (!me) return;
  if (frame.t === "hint" && frame.toAll) {
    const calls = frame.toAll.filter(({ authorId }) => authorId !== me.id && !blocks.has(authorId));
    store.setState(({ rooms }) => ({ rooms: putCalls(rooms, frame.roomId, calls) }));
  } else if (frame.t === "event" && frame.event.type === "message") {
    const { message } = frame.event;
    const call = { n: message.n, isOn: callsMe(message, me.id, blocks) };
    store.setState(({ rooms }) => ({ rooms: putCalls(rooms, frame.roomId, [call]) }));
  }
}

/** A position that was set back is held there: the room is not read again by merely being open here. */
function takeRead(client: Client, event: ReadEvent): void {
  const { store, readMarks } = client;
  const { rooms } = store.getState();
  const isBack = event.readEra > (rooms.get(event.roomId)?.readEra ?? 0);
  store.setState({ rooms: putRead(rooms, event.roomId, event) });
  if (!isBack) return;
  readMarks.forget(event.roomId);
  holdUnread(client, event.roomId, event.readN);
}

/** What only members may see is gone at once, also from the cache; the rest goes on without me. */
export function onLeft({ store, feeds, cache }: Client, roomId: RoomId): void {
  store.setState(({ rooms }) => ({ rooms: putLeft(rooms, roomId) }));
  if (store.getState().rooms.has(roomId)) return;
  feeds.refuse(roomId, notFound);
  void cache.dropWindow(roomId);
}
