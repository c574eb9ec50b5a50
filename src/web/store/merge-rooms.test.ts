import { expect, test } from "vitest";
import type { RoomId } from "#protocol/ids.ts";
import type { Membership, Room, RoomForMe } from "#protocol/room.ts";
import { makeRoom } from "../client/fake-room.ts";
import { findRoom, putFromLog, putHint, putLeft, putRead, putRooms, putWelcome, type Rooms } from "./merge-rooms.ts";

const one = 1 as RoomId;
const membership: Membership = { role: "member", joinedAt: "2026-01-01T00:00:00Z", readN: 3 };
const mine = (changes: Partial<Room> = {}, readN = 3): RoomForMe => {
  return { ...makeRoom(changes), membership: { ...membership, readN } };
};
const roomsOf = (...rooms: RoomForMe[]): Rooms => new Map(rooms.map((room) => [room.id, room]));

test("how far I have read never goes back", () => {
  const rooms = roomsOf(mine({}, 5));
  expect(putRooms(rooms, [mine({ name: "New name" }, 3)]).get(one)).toEqual(mine({ name: "New name" }, 5));
  expect(putRead(rooms, one, { readN: 4, readEra: 0 })).toBe(rooms);
  expect(putRead(rooms, one, { readN: 6, readEra: 0 }).get(one)?.membership?.readN).toBe(6);
});

test("after a welcome I am a member where it says so and nowhere else", () => {
  const ids = { open: 2 as RoomId, hidden: 3 as RoomId, new: 4 as RoomId };
  const hidden = mine({ id: ids.hidden, kind: "private" });
  const rooms = roomsOf(mine(), mine({ id: ids.open }), hidden);
  const next = putWelcome(rooms, [mine({ n: 9 }), mine({ id: ids.new })]);
  expect(next.get(one)?.n).toBe(9);
  expect(next.get(ids.open)).toEqual(makeRoom({ id: ids.open }));
  expect(next.has(ids.hidden)).toBe(false);
  expect(next.has(ids.new)).toBe(true);
});

test("a room that I left stays in sight only if others than members may see it", () => {
  expect(putLeft(roomsOf(mine()), one).get(one)).toEqual(makeRoom());
  expect(putLeft(roomsOf(mine({ kind: "private", readableBy: "everyone" })), one).has(one)).toBe(true);
  expect(putLeft(roomsOf(mine({ kind: "private" })), one).has(one)).toBe(false);
});

test("a hint counts forward only, and only rooms that are known", () => {
  const rooms = roomsOf(mine({ seq: 10, n: 5 }));
  expect(putHint(rooms, { t: "hint", roomId: one, seq: 9, n: 4 })).toBe(rooms);
  expect(putHint(rooms, { t: "hint", roomId: 2 as RoomId, seq: 9, n: 4 })).toBe(rooms);
  expect(putHint(rooms, { t: "hint", roomId: one, seq: 12, n: 6 }).get(one)).toMatchObject({ seq: 12, n: 6 });
});

test("a room as its log has it keeps what is mine about it, and brings nothing that is not", () => {
  const rooms = roomsOf(mine({ seq: 1 }, 7));
  expect(putFromLog(rooms, mine({ seq: 2, n: 1 }, 2)).get(one)).toEqual(mine({ seq: 2, n: 1 }, 7));
  expect(putFromLog(roomsOf(makeRoom()), mine({ seq: 2 })).get(one)?.membership).toBeUndefined();
});

test("a room is found by slug or by id", () => {
  const rooms = roomsOf(mine({ slug: "lobby" }));
  expect(findRoom(rooms, "lobby")?.id).toBe(1);
  expect(findRoom(rooms, "1")?.id).toBe(1);
  expect(findRoom(rooms, "2")).toBeUndefined();
});
