import type { RoomId } from "#protocol/ids.ts";
import { toLastMessage } from "#protocol/make-preview.ts";
import type { Message } from "#protocol/message.ts";
import type { LastMessage, Room, RoomForMe } from "#protocol/room.ts";
import type { ServerFrameOf } from "#protocol/server-frame.ts";
import type { UserEvent } from "#protocol/user-event.ts";
import { markAddressed, mergeAttention, moveRead, type ReadEvent } from "./attention.ts";

export type Rooms = ReadonlyMap<RoomId, RoomForMe>;

/** Rooms as the server has just answered with them; how far I have read only ever goes forward. */
export function putRooms(rooms: Rooms, answered: readonly RoomForMe[]): Rooms {
  const next = new Map(rooms);
  for (const room of answered) next.set(room.id, mergeAttention(rooms.get(room.id), room));
  return next;
}

/** The welcome names all my rooms: in any other that I thought mine I am a member no more. */
export function putWelcome(rooms: Rooms, mine: readonly RoomForMe[]): Rooms {
  const mineIds = new Set(mine.map(({ id }) => id));
  const others = [...rooms.values()].filter(({ id }) => !mineIds.has(id)).flatMap((room) => leave(room) ?? []);
  const known = new Map([...rooms].filter(([id]) => mineIds.has(id)));
  return putRooms(new Map([...known, ...others.map((room) => [room.id, room] as const)]), mine);
}

export function putHint(rooms: Rooms, { roomId, seq, n, lastMessage }: ServerFrameOf<"hint">): Rooms {
  const room = rooms.get(roomId);
  if (!room || (room.n >= n && room.seq >= seq)) return rooms;
  const next = { ...room, n: Math.max(room.n, n), seq: Math.max(room.seq, seq) };
  const isNewest = lastMessage && lastMessage.n >= (room.lastMessage?.n ?? 0);
  const told = isNewest ? { lastMessage, lastMessageAt: lastMessage.createdAt } : {};
  return new Map(rooms).set(roomId, { ...next, ...told });
}

/** The latest message as the room's own window shows it, unless a later one is known of already. */
export function putLastMessage(rooms: Rooms, roomId: RoomId, messages: readonly Message[]): Rooms {
  const room = rooms.get(roomId);
  const newest = messages.at(-1);
  if (!room?.membership || !newest || newest.n < (room.lastMessage?.n ?? 0)) return rooms;
  const latest = messages.findLast(({ deletedAt }) => deletedAt === undefined);
  const lastMessage = latest && toLastMessage(latest);
  if (isSameMessage(lastMessage, room.lastMessage)) return rooms;
  const { lastMessage: _, ...others } = room;
  return new Map(rooms).set(roomId, { ...others, ...(lastMessage && { lastMessage }) });
}

function isSameMessage(one: LastMessage | undefined, other: LastMessage | undefined): boolean {
  return one?.n === other?.n && one?.text === other?.text;
}

/** The room as its own log has it, with what is mine about it. */
export function putFromLog(rooms: Rooms, fromLog: RoomForMe): Rooms {
  const known = rooms.get(fromLog.id);
  if (known && isSame(known, fromLog)) return rooms;
  return new Map(rooms).set(fromLog.id, { ...known, ...withoutMine(fromLog) });
}

/** @param position Of an earlier era, or less far in the same one: nothing changes. The present era when absent. */
export function putRead(rooms: Rooms, roomId: RoomId, position: Omit<ReadEvent, "type" | "roomId">): Rooms {
  return change(rooms, roomId, (room) => moveRead(room, position));
}

/** A message addresses me by name or answers me, or does so no more. It may be news of the room, too. */
export function putMention(rooms: Rooms, event: Extract<UserEvent, { type: "mention" }>): Rooms {
  const { roomId, n, seq } = event;
  return change(rooms, roomId, (room) => {
    const marked = markAddressed(room, "mentionedAt", event);
    return marked === room ? room : { ...marked, n: Math.max(room.n, n), seq: Math.max(room.seq, seq) };
  });
}

/** Messages call everybody, and so me, or do so no more. */
export function putCalls(rooms: Rooms, roomId: RoomId, calls: readonly { n: number; isOn: boolean }[]): Rooms {
  return change(rooms, roomId, (room) => calls.reduce((each, call) => markAddressed(each, "calledAt", call), room));
}

export function putAttention(rooms: Rooms, event: Extract<UserEvent, { type: "attention" }>): Rooms {
  return change(rooms, event.roomId, (room) => {
    const { notify: _, muted: __, ...rest } = room;
    const { notify, muted } = event;
    return { ...rest, ...(notify !== "default" && { notify }), ...(muted && { muted }) };
  });
}

function change(rooms: Rooms, roomId: RoomId, to: (room: RoomForMe) => RoomForMe): Rooms {
  const room = rooms.get(roomId);
  const next = room && to(room);
  return !next || next === room ? rooms : new Map(rooms).set(roomId, next);
}

/** I left, or was removed: what I may still see stays, without me. */
export function putLeft(rooms: Rooms, roomId: RoomId): Rooms {
  const next = new Map(rooms);
  const room = rooms.get(roomId);
  const left = room && leave(room);
  if (left) next.set(roomId, left);
  else next.delete(roomId);
  return next;
}

export function findRoom(rooms: Rooms, slugOrId: string): RoomForMe | undefined {
  const byId = /^\d+$/.test(slugOrId) ? rooms.get(Number(slugOrId) as RoomId) : undefined;
  return byId ?? rooms.values().find(({ slug }) => slug === slugOrId);
}

/** What is mine about a room is known by my own log; the room's log says nothing of it. */
function withoutMine(room: RoomForMe): RoomForMe {
  const { membership: _, mentionedAt: _1, calledAt: _2, readEra: _3, notify: _4, muted: _5, ...rest } = room;
  const { hidden: _6, people: _7, lastMessage: _8, ...seen } = rest;
  return seen;
}

/** Undefined when only members may know of the room. */
function leave(room: RoomForMe): RoomForMe | undefined {
  const seen = withoutMine(room);
  return seen.kind === "public" || seen.readableBy === "everyone" ? seen : undefined;
}

function isSame(known: RoomForMe, room: Room): boolean {
  return known.seq === room.seq && known.rev === room.rev && known.n === room.n;
}
