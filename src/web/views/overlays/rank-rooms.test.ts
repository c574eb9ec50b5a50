import { expect, test } from "vitest";
import { makeRoom } from "../../client/fake-room.ts";
import { rankRooms } from "./rank-rooms.ts";

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
