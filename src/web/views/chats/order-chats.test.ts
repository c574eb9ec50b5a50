import { expect, test } from "vitest";
import type { RoomId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { orderChats } from "./order-chats.ts";

const room = (id: number, rest: object = {}) =>
  ({
    id,
    kind: "direct",
    membership: { role: "member" },
    createdAt: "2026-11-01T10:00:00.000Z",
    ...rest,
  }) as unknown as RoomForMe;

test("chats stand in the order of what was said last, else of their making; rooms are none", () => {
  const rooms = [
    room(1, { lastMessageAt: "2026-11-02T10:00:00.000Z" }),
    room(2, { lastMessageAt: "2026-11-04T10:00:00.000Z" }),
    room(3, { createdAt: "2026-11-03T10:00:00.000Z" }),
    room(4, { kind: "public" }),
    room(5, { membership: undefined }),
    room(6, { hidden: true, lastMessageAt: "2026-11-05T10:00:00.000Z" }),
  ];
  expect(orderChats(rooms).map(({ id }) => id)).toEqual([2, 3, 1]);
  expect(orderChats(rooms, 6 as RoomId).map(({ id }) => id)).toEqual([6, 2, 3, 1]);
});
