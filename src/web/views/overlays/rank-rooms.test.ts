import { expect, test } from "vitest";
import type { RoomForMe } from "#protocol/room.ts";
import { makeRoom } from "../../client/fake-room.ts";
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

const named = (name: string, id: number, more: object = {}) =>
  makeRoom({ id: id as never, name, slug: name.toLowerCase().replaceAll(" ", "-"), ...more });
const names = (typed: string, ...rooms: ReturnType<typeof named>[]) => rankRooms(rooms, typed).map(({ name }) => name);

test("beginnings before words before letters in order; nothing else", () => {
  const rooms = [named("Team lunch", 1), named("Lunch club", 2), named("Blue hunch", 3), named("Design", 4)];
  expect(names("lunch", ...rooms)).toEqual(["Lunch club", "Team lunch", "Blue hunch"]);
});

test("accents and capitals do not matter", () => {
  expect(names("café", named("Cafe Zürich", 1))).toEqual(["Cafe Zürich"]);
  expect(names("ZURICH", named("Cafe Zürich", 1))).toEqual(["Cafe Zürich"]);
});

test("without a word: unread first, then where somebody spoke last", () => {
  const member = { role: "member", joinedAt: "2026-01-01T00:00:00Z", readN: 5 };
  const quiet = named("quiet", 1, { n: 5, membership: member, lastMessageAt: "2026-02-01T00:00:00Z" });
  const recent = named("recent", 2, { n: 5, membership: member, lastMessageAt: "2026-03-01T00:00:00Z" });
  const unread = named("unread", 3, { n: 6, membership: member, lastMessageAt: "2026-01-01T00:00:00Z" });
  expect(names("", quiet, recent, unread)).toEqual(["unread", "recent", "quiet"]);
});
