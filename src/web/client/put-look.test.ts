import { expect, test } from "vitest";
import type { UserId } from "#protocol/ids.ts";
import type { Member } from "#protocol/membership.ts";
import { emptyState } from "./feed.ts";
import { author, makeMessage, makeRoom } from "./fake-room.ts";
import { putLook } from "./put-look.ts";

const room = makeRoom({});
const look = { ...author, displayName: "Another name", avatar: "/avatars/x" };
const other = { ...author, id: 99 as UserId };

test("all that somebody wrote is theirs under the new look; others stay as they are", () => {
  const messages = [makeMessage({ seq: 1 }), makeMessage({ seq: 2, author: other })];
  const member: Member = { user: author, role: "member", joinedAt: "2026-01-01T00:00:00Z", rev: 1 };
  const members = new Map([[author.id as number, member]]);
  const next = putLook({ ...emptyState(room.id, room), seq: 2, messages, members }, look);
  expect(next.messages.map((message) => message.author)).toEqual([look, other]);
  expect(next.messages[1]).toBe(messages[1]);
  expect(next.members.get(author.id)?.user).toEqual(look);
  expect(next.seq).toBe(2);
});

test("where they are not to be seen, nothing changes", () => {
  const state = { ...emptyState(room.id, room), messages: [makeMessage({ author: other })] };
  expect(putLook(state, look)).toBe(state);
});
