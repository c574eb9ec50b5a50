import { expect, test } from "vitest";
import type { UserId } from "#protocol/ids.ts";
import { messagesPath, readMessagesFilter } from "./messages-path.ts";

test.each([
  [{}, "/admin/messages/"],
  [{ room: "café & co" }, "/admin/messages/?room=caf%C3%A9+%26+co"],
  [{ room: "lobby", author: 12 as UserId }, "/admin/messages/?room=lobby&author=12"],
])("%j is the address %s, and back", (filter, path) => {
  expect(messagesPath(filter)).toBe(path);
  const { room, author } = readMessagesFilter(new URL(path, "http://here").search);
  expect({ room, author }).toEqual({ room: undefined, author: undefined, ...filter });
});

test.each(["0", "-1", "1.5", "x", "", "12345678901234567"])("an author that is no number of somebody: %s", (author) => {
  expect(readMessagesFilter(`?author=${author}`).author).toBeUndefined();
});
