import { describe, expect, test } from "vitest";
import type { MessageId, RoomId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { listNameKeys } from "../../src/server/messages/list-name-keys.ts";
import type { Viewer } from "../../src/server/auth/viewer.ts";
import { usernameKey } from "../../src/server/auth/username.ts";
import { type Bench, databases, openBench } from "./databases.ts";

let sends = 0;

function say(bench: Bench, author: Viewer, roomId: RoomId, body: string, replyTo?: MessageId) {
  const clientId = `attention-${++sends}` as never;
  return bench.storage
    .sendMessage({ author, roomId, body, clientId, replyTo, nameKeys: listNameKeys(body) })
    .then(({ message }) => message);
}

async function join(bench: Bench, roomId: RoomId, ...people: readonly { viewer: Viewer }[]): Promise<void> {
  for (const { viewer } of people) {
    if (viewer.kind !== "person") continue;
    await bench.storage.addMembers({ viewer, room: String(roomId), userIds: [viewer.userId] });
  }
}

async function person(bench: Bench, username: string) {
  const user = await bench.storage.createUser({
    username,
    usernameKey: usernameKey(username),
    displayName: username,
    passwordHash: "not a hash",
  });
  return { user, viewer: { kind: "person", userId: user.id, role: user.role } as const };
}

async function openRoom(bench: Bench) {
  const [ann, bob, cyd] = [await person(bench, "Ann"), await person(bench, "bob"), await person(bench, "cyd")];
  const room = await bench.room(ann.viewer);
  await join(bench, room.id, bob);
  const mentionedAt = async ({ viewer }: { viewer: Viewer }) => {
    const { mentionedAt: named = [], calledAt = [] } = await bench.storage.getRoom({ viewer, room: String(room.id) });
    return [...named, ...calledAt].sort((a, b) => a - b);
  };
  return { ann, bob, cyd, room: String(room.id), roomId: room.id, mentionedAt };
}

const userEvents = (bench: Bench, userId: number) =>
  bench.notices.flatMap((notice) => (notice.to === "user" && notice.userId === userId ? [notice.event] : []));

describe.each(databases)("mentions on $kind", (database) => {
  test("are those of members by name, in any case, and of whom is answered", async () => {
    await using bench = await openBench(database);
    const { ann, bob, cyd, roomId, mentionedAt } = await openRoom(bench);
    const first = await say(bench, bob.viewer, roomId, "@ANN and @cyd, look");
    expect(first.mentions.map(({ username }) => username)).toEqual(["Ann"]);
    expect(await mentionedAt(ann)).toEqual([1]);
    const answer = await say(bench, ann.viewer, roomId, "I see", first.id);
    expect(await mentionedAt(bob)).toEqual([answer.n]);
    await say(bench, bob.viewer, roomId, "to @bob, myself");
    expect(await mentionedAt(bob)).toEqual([answer.n]);
    await join(bench, roomId, cyd);
    expect(await mentionedAt(cyd)).toEqual([]);
    const page = await bench.storage.listMessages({ viewer: ann.viewer, room: String(roomId), limit: 10 });
    expect(page.messages[0]).toEqual(first);
    const log = await bench.storage.readLog({ viewer: ann.viewer, roomId, since: first.seq - 1, limit: 1 });
    expect(log.events[0]?.event).toEqual({ type: "message", message: first });
  });

  test("follow their message when it is edited and deleted, and everybody concerned is told once", async () => {
    await using bench = await openBench(database);
    const { ann, bob, cyd, roomId, mentionedAt } = await openRoom(bench);
    await join(bench, roomId, cyd);
    const { id, n, seq } = await say(bench, bob.viewer, roomId, "@ann");
    const edit = (body: string) =>
      bench.storage.editMessage({ viewer: bob.viewer, messageId: id, body, nameKeys: listNameKeys(body) });
    await edit("@ann and @cyd");
    expect([await mentionedAt(ann), await mentionedAt(cyd)]).toEqual([[n], [n]]);
    await edit("@cyd");
    expect([await mentionedAt(ann), await mentionedAt(cyd)]).toEqual([[], [n]]);
    await bench.storage.deleteMessage({ viewer: bob.viewer, messageId: id });
    expect([await mentionedAt(ann), await mentionedAt(cyd)]).toEqual([[], []]);
    const told = (userId: number) => userEvents(bench, userId).filter(({ type }) => type === "mention");
    expect(told(ann.user.id)).toEqual([true, false].map((isOn) => ({ type: "mention", roomId, seq, n, isOn })));
    expect(told(cyd.user.id)).toEqual([true, false].map((isOn) => ({ type: "mention", roomId, seq, n, isOn })));
  });

  test("of everybody need no rows, and in a large room the right", async () => {
    await using bench = await openBench(database);
    const { ann, bob, roomId, mentionedAt } = await openRoom(bench);
    expect(await say(bench, bob.viewer, roomId, "@room, hello")).toMatchObject({ mentionsAll: "room", mentions: [] });
    expect([await mentionedAt(ann), await mentionedAt(bob)]).toEqual([[1], []]);
    const crowd = Array.from({ length: limits.mentionAllFreeMembers - 1 }, (_, i) => bench.person(`extra${i}`));
    for (const extra of await Promise.all(crowd)) await join(bench, roomId, extra);
    expect((await say(bench, bob.viewer, roomId, "@here?")).mentionsAll).toBeUndefined();
    const { id, mentionsAll } = await say(bench, ann.viewer, roomId, "@here!");
    expect(mentionsAll).toBe("here");
    expect(await mentionedAt(bob)).toEqual([3]);
    await bench.storage.deleteMessage({ viewer: ann.viewer, messageId: id });
    expect(await mentionedAt(bob)).toEqual([]);
  });

  test("are read with the position, and unread again when it is set back", async () => {
    await using bench = await openBench(database);
    const { ann, bob, room, roomId, mentionedAt } = await openRoom(bench);
    for (const body of ["@ann 1", "2", "@ann 3", "4"]) await say(bench, bob.viewer, roomId, body);
    expect(await mentionedAt(ann)).toEqual([1, 3]);
    const mark = (position: { upTo: number; era?: number; force?: boolean }) =>
      bench.storage.markRead({ viewer: ann.viewer, room, ...position });
    expect(await mark({ upTo: 2 })).toEqual({ readN: 2, readEra: 0 });
    expect(await mentionedAt(ann)).toEqual([3]);
    expect(await mark({ upTo: 99 })).toEqual({ readN: 4, readEra: 0 });
    expect(await mark({ upTo: 1, force: true })).toEqual({ readN: 1, readEra: 1 });
    expect(await mentionedAt(ann)).toEqual([3]);
    expect(userEvents(bench, ann.user.id).at(-1)).toEqual({
      type: "read",
      roomId,
      readN: 1,
      readEra: 1,
      mentionedAt: [3],
    });
    // A mark from before, late on its way, and one from an era that never was.
    expect(await mark({ upTo: 4, era: 0 })).toEqual({ readN: 1, readEra: 1 });
    expect(await mark({ upTo: 4, era: 7 })).toEqual({ readN: 1, readEra: 1 });
    expect(await mark({ upTo: 4, era: 1 })).toEqual({ readN: 4, readEra: 1 });
    const mine = await bench.storage.getRoom({ viewer: ann.viewer, room });
    expect(mine).toMatchObject({ readEra: 1, membership: { readN: 4 } });
  });

  test("make the activity, newest first, page by page, of the rooms that I am in now", async () => {
    await using bench = await openBench(database);
    const { ann, bob, room, roomId } = await openRoom(bench);
    const mine = await say(bench, ann.viewer, roomId, "a question");
    await say(bench, bob.viewer, roomId, "@ann 1");
    await say(bench, bob.viewer, roomId, "nothing");
    await say(bench, bob.viewer, roomId, "an answer", mine.id);
    await say(bench, bob.viewer, roomId, "@room 2");
    await bench.storage.markRead({ viewer: ann.viewer, room, upTo: 2 });
    const list = (cursor?: string) => bench.storage.listActivity({ userId: ann.user.id, limit: 2, cursor });
    const first = await list();
    const second = await list(first.nextCursor);
    const items = [...first.items, ...second.items].map(({ kind, message, isUnread }) => [
      kind,
      message.body,
      isUnread,
    ]);
    expect(items).toEqual([
      ["all", "@room 2", true],
      ["reply", "an answer", true],
      ["mention", "@ann 1", false],
    ]);
    expect(second.nextCursor).toBeUndefined();
    await expect(list("'; drop table users")).rejects.toMatchObject({ code: "invalid" });
    await bench.storage.blockUser({ userId: ann.user.id, blockedId: bob.user.id });
    expect((await list()).items).toEqual([]);
    await bench.storage.unblockUser({ userId: ann.user.id, blockedId: bob.user.id });
    const cyd = await person(bench, "dora");
    await join(bench, roomId, cyd);
    await say(bench, bob.viewer, roomId, "@dora");
    await bench.storage.removeMember({ viewer: cyd.viewer, room, userId: cyd.user.id });
    expect((await bench.storage.listActivity({ userId: cyd.user.id, limit: 9 })).items).toEqual([]);
  });
});

describe.each(databases)("attention on $kind", (database) => {
  test("per room is kept, told to all devices, and refused to who is no member", async () => {
    await using bench = await openBench(database);
    const { ann, cyd, room, roomId } = await openRoom(bench);
    const set = await bench.storage.setAttention({ viewer: ann.viewer, room, notify: "nothing", muted: true });
    expect(set).toMatchObject({ notify: "nothing", muted: true });
    await bench.storage.setAttention({ viewer: ann.viewer, room, muted: false });
    const { rooms } = await bench.storage.listMyRooms({ userId: ann.user.id });
    const mine = rooms.find(({ id }) => id === roomId);
    expect([mine?.notify, mine?.muted]).toEqual(["nothing", undefined]);
    expect(userEvents(bench, ann.user.id).at(-1)).toEqual({
      type: "attention",
      roomId,
      notify: "nothing",
      muted: false,
    });
    await expect(bench.storage.setAttention({ viewer: cyd.viewer, room, muted: true })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("preferences keep what is not changed", async () => {
    await using bench = await openBench(database);
    const { user } = await bench.person("ann");
    await bench.storage.changePreferences({ userId: user.id, changes: { keywords: ["release"] } });
    const quietHours = { from: "22:00", to: "07:00", days: [0, 1] };
    const after = await bench.storage.changePreferences({ userId: user.id, changes: { quietHours } });
    expect(after).toMatchObject({ keywords: ["release"], quietHours, pausedUntil: null, sound: true });
    expect((await bench.storage.listMyRooms({ userId: user.id })).preferences).toEqual(after);
    expect(userEvents(bench, user.id).at(-1)).toEqual({ type: "preferences", preferences: after });
  });

  test("A40: whoever is blocked sees no difference, and the blocker nothing", async () => {
    await using bench = await openBench(database);
    const { ann, bob, roomId, mentionedAt } = await openRoom(bench);
    const before = await say(bench, bob.viewer, roomId, "@ann before");
    await bench.storage.blockUser({ userId: ann.user.id, blockedId: bob.user.id });
    await bench.storage.blockUser({ userId: ann.user.id, blockedId: bob.user.id });
    expect((await bench.storage.listBlocks({ userId: ann.user.id })).map(({ id }) => id)).toEqual([bob.user.id]);
    expect((await bench.storage.listMyRooms({ userId: ann.user.id })).blocks).toEqual([bob.user.id]);
    expect(await mentionedAt(ann)).toEqual([]);
    const told = userEvents(bench, ann.user.id).length;
    const after = await say(bench, bob.viewer, roomId, "@ann after");
    await say(bench, bob.viewer, roomId, "@room too");
    expect(userEvents(bench, ann.user.id)).toHaveLength(told);
    expect(await mentionedAt(ann)).toEqual([]);
    const shape = ({ mentions }: typeof after) => mentions.map(({ id }) => id);
    expect(shape(after)).toEqual(shape(before));
    await bench.storage.unblockUser({ userId: ann.user.id, blockedId: bob.user.id });
    await say(bench, bob.viewer, roomId, "@ann again");
    expect(await mentionedAt(ann)).toEqual([before.n, 3, 4]);
    const block = (blockedId: number) =>
      bench.storage.blockUser({ userId: ann.user.id, blockedId: blockedId as typeof ann.user.id });
    await expect(block(ann.user.id)).rejects.toMatchObject({ code: "invalid" });
    await expect(block(999_999)).rejects.toMatchObject({ code: "not_found" });
    await expect(bench.storage.unblockUser({ userId: ann.user.id, blockedId: bob.user.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("A40: nobody is brought into a chat or room by somebody whom they have blocked", async () => {
    await using bench = await openBench(database);
    const { ann, bob, cyd } = await openRoom(bench);
    const open = (viewer: Viewer, ...userIds: (typeof ann.user.id)[]) =>
      bench.storage.openDirect({ viewer, userIds, slug: `chat-${++sends}` });
    const shown = async () => {
      const { rooms } = await bench.storage.listMyRooms({ userId: ann.user.id });
      return rooms.filter(({ kind }) => kind !== "public").map(({ id }) => id);
    };
    const { room: chat } = await open(bob.viewer, ann.user.id);
    await say(bench, bob.viewer, chat.id, "hello");
    expect(await shown()).toEqual([chat.id]);
    await bench.storage.blockUser({ userId: ann.user.id, blockedId: bob.user.id });
    expect(await shown()).toEqual([]);
    await say(bench, bob.viewer, chat.id, "hello?");
    expect(await shown()).toEqual([]);
    await bench.storage.blockUser({ userId: ann.user.id, blockedId: cyd.user.id });
    const fresh = await open(cyd.viewer, ann.user.id);
    expect(fresh.isNew).toBe(true);
    await say(bench, cyd.viewer, fresh.room.id, "hello");
    const group = await open(cyd.viewer, ann.user.id, bob.user.id);
    await say(bench, cyd.viewer, group.room.id, "hello, both");
    expect(await shown()).toEqual([]);
    const quiet = await bench.room(cyd.viewer, { kind: "private" });
    const added = await bench.storage.addMembers({
      viewer: cyd.viewer,
      room: String(quiet.id),
      userIds: [ann.user.id],
    });
    expect(added.id).toBe(quiet.id);
    expect(await shown()).toEqual([]);
    // Her own word brings the chat back.
    expect((await open(ann.viewer, cyd.user.id)).isNew).toBe(false);
    expect(await shown()).toEqual([fresh.room.id]);
  });

  test("A8: suggestions name members first, then others, and only to members", async () => {
    await using bench = await openBench(database);
    const { ann, bob, cyd, room } = await openRoom(bench);
    await person(bench, "annabel");
    const suggest = (viewer: Viewer, q: string) => bench.storage.suggestPeople({ viewer, room, q, limit: 8 });
    const names = (users: readonly { username: string }[]) => users.map(({ username }) => username);
    const found = await suggest(bob.viewer, "an");
    expect([names(found.members), names(found.others)]).toEqual([["Ann"], ["annabel"]]);
    expect(names((await suggest(ann.viewer, "")).members)).toEqual(["Ann", "bob"]);
    expect(names((await suggest(ann.viewer, "%")).members)).toEqual([]);
    await expect(suggest(cyd.viewer, "a")).rejects.toMatchObject({ code: "not_found" });
  });
});
