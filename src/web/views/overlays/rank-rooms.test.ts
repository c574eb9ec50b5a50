import { expect, test } from "vitest";
import type { RoomForMe } from "#protocol/room.ts";
import { rankRooms } from "./rank-rooms.ts";

let rooms = 0;
const room = (rest: object) =>
  ({
    id: ++rooms,
    kind: "public",
    slug: "",
    name: "",
    n: 0,
    memberCount: 2,
    membership: { readN: 0 },
    createdAt: "2026-11-01T10:00:00.000Z",
    ...rest,
  }) as unknown as RoomForMe;

const person = (displayName: string, username: string) => ({ id: 1, displayName, username });
const all = [
  room({ name: "lobby", slug: "lobby" }),
  room({ name: "Launch week", slug: "launch-week", lastMessageAt: "2026-11-03T10:00:00.000Z" }),
  room({ name: "Kitchen", slug: "kitchen", n: 3 }),
  room({ kind: "direct", people: [person("Mika Okafor", "mo")], lastMessageAt: "2026-11-04T10:00:00.000Z" }),
  room({ kind: "direct", membership: undefined, people: [person("Mika Stranger", "ms")] }),
];
const find = (typed: string) => rankRooms(all, typed).map(({ id }) => id - rooms + all.length);

test.each([
  ["", [3, 4, 2, 1]],
  ["l", [2, 1]],
  ["week", [2]],
  ["mika", [4]],
  ["mo", [4]],
  ["okafro", [4]],
  ["kithcen", [3]],
  ["nothing at all", []],
])("%s finds %j", (typed, found) => {
  expect(find(typed)).toEqual(found);
});
