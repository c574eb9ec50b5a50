import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { UserId } from "#protocol/ids.ts";
import { systemClock } from "../../src/server/clock.ts";
import type { Storage } from "../../src/server/storage/storage.ts";
import { type Bench, databases, openBench } from "./databases.ts";

const session = { userAgent: "a browser", address: "192.0.2.1", expiresAt: Date.now() + 60_000 };
const bytes = new Uint8Array([1, 2, 3, 250]);

async function finish(storage: Storage, userId: UserId): Promise<number> {
  for (let steps = 1; ; steps++) if ((await storage.continueDeletion({ userId })).isDone) return steps;
}

const beginDeletion = ({ storage }: Bench, userId: UserId, removesMessages: boolean) =>
  storage.beginDeletion({ userId, passwordHash: "not a hash", removesMessages });

describe.each(databases)("profiles on $kind", (database) => {
  test("tell what was given; what is emptied is no longer told, and e-mail only to oneself", async () => {
    await using bench = await openBench(database);
    const { user } = await bench.person("ann");
    const told = { bio: "Two\nlines", pronouns: "she/her", timeZone: "Europe/Berlin" };
    const self = await bench.storage.changeUser({ userId: user.id, ...told, email: "ann@example.org" });
    expect(self).toEqual({ ...user, ...told, email: "ann@example.org" });
    const profile = await bench.storage.getUser({ userId: user.id });
    expect(profile).toEqual({ ...told, ...user, role: undefined, createdAt: expect.any(String) });
    const emptied = await bench.storage.changeUser({ userId: user.id, bio: "", pronouns: "", timeZone: "", email: "" });
    expect(emptied).toEqual(user);
  });

  test("a status is told until its time has come", async () => {
    let now = Date.now();
    await using bench = await openBench(database, { ...systemClock, now: () => now });
    const { user } = await bench.person("ann");
    const status = { text: "Lunch", emoji: "🍜", until: now + 60_000 };
    await bench.storage.changeUser({ userId: user.id, status });
    const shown = { text: "Lunch", emoji: "🍜", until: new Date(status.until).toISOString() };
    expect(await bench.storage.getUser({ userId: user.id })).toMatchObject({ status: shown });
    now = status.until;
    expect((await bench.storage.getUser({ userId: user.id })).status).toBeUndefined();
    await bench.storage.changeUser({ userId: user.id, status: { ...status, until: undefined } });
    expect(await bench.storage.getUser({ userId: user.id })).toMatchObject({ status: { text: "Lunch" } });
    await bench.storage.changeUser({ userId: user.id, status: null });
    expect((await bench.storage.getUser({ userId: user.id })).status).toBeUndefined();
  });

  test("another name or picture is told to those who share a room, and stands in all that is read afterwards", async () => {
    await using bench = await openBench(database);
    const { storage, notices } = bench;
    const ann = await bench.person("ann");
    const room = await bench.room(ann.viewer);
    await bench.send(ann.viewer, room.id, "hello");
    notices.length = 0;
    await storage.changeUser({ userId: ann.user.id, bio: "nobody need be told" });
    expect(notices.map(({ to }) => to)).toEqual(["user"]);
    notices.length = 0;
    await storage.changeUser({ userId: ann.user.id, displayName: "Anna" });
    await storage.setAvatar({ userId: ann.user.id, picture: { hash: "abc", bytes } });
    const look = { id: ann.user.id, username: "ann", displayName: "Anna", avatar: "/avatars/abc" };
    expect(notices.filter(({ to }) => to === "people").at(-1)).toEqual({
      to: "people",
      user: look,
      roomIds: expect.arrayContaining([room.id]),
    });
    const query = { viewer: ann.viewer, room: String(room.id) };
    const page = await storage.listMessages({ ...query, limit: 10 });
    expect(page.messages.map(({ author }) => author)).toEqual([look]);
    expect((await storage.listMembers({ ...query, limit: 10 })).members.map(({ user }) => user)).toEqual([look]);
    const { message } = await bench.send(ann.viewer, room.id, "again");
    expect(message.author).toEqual(look);
    const log = await storage.readLog({ viewer: ann.viewer, roomId: room.id, since: 0, limit: 100 });
    expect(JSON.stringify(log.events).match(/avatars\/abc/g)?.length).toBeGreaterThanOrEqual(3);
  });

  test("a picture stays for as long as anybody shows it", async () => {
    await using bench = await openBench(database);
    const { storage } = bench;
    const [ann, ben] = [await bench.person("ann"), await bench.person("ben")];
    const picture = { hash: "one", bytes };
    await storage.setAvatar({ userId: ann.user.id, picture });
    await storage.setAvatar({ userId: ben.user.id, picture });
    await storage.setAvatar({ userId: ann.user.id, picture: { hash: "two", bytes } });
    expect(await storage.findAvatar({ hash: "one" })).toEqual(bytes);
    expect((await storage.setAvatar({ userId: ben.user.id, picture: undefined })).avatar).toBeUndefined();
    expect(await storage.findAvatar({ hash: "one" })).toBeUndefined();
    await storage.setAvatar({ userId: ann.user.id, picture: { hash: "two", bytes } });
    expect(await storage.findAvatar({ hash: "two" })).toEqual(bytes);
  });
});

describe.each(databases)("passwords and sessions on $kind", (database) => {
  test("a change of password ends all sessions, and none opens with the old one", async () => {
    await using bench = await openBench(database);
    const { storage, notices } = bench;
    const { user } = await bench.person("ann");
    const userId = user.id;
    await storage.createSession({ ...session, tokenHash: "one", userId });
    await storage.createSession({ ...session, tokenHash: "two", userId });
    notices.length = 0;
    const changes = await Promise.all(
      ["a", "b"].map((to) => storage.changePassword({ userId, from: "not a hash", to })),
    );
    expect(changes.filter(Boolean)).toHaveLength(1);
    const ended = notices.map((notice) => (notice.to === "session" ? notice.tokenHash : ""));
    expect(new Set(ended)).toEqual(new Set(["one", "two"]));
    const late = storage.createSession({ ...session, tokenHash: "three", userId, passwordHash: "not a hash" });
    await expect(late).rejects.toMatchObject({ code: "bad_credentials" });
    expect(await storage.listSessions({ userId })).toEqual([]);
  });

  test("sessions are listed with when they were last seen, and ended one by one or all but one", async () => {
    let now = Date.now();
    await using bench = await openBench(database, { ...systemClock, now: () => now });
    const { storage } = bench;
    const [ann, ben] = [await bench.person("ann"), await bench.person("ben")];
    for (const tokenHash of ["one", "two", "three"]) {
      await storage.createSession({ ...session, tokenHash, userId: ann.user.id });
    }
    await storage.createSession({ ...session, tokenHash: "ben's", userId: ben.user.id });
    const createdAt = now;
    now += 3_600_000 / 100;
    await storage.touchSession({ tokenHash: "two" });
    const listed = await storage.listSessions({ userId: ann.user.id });
    expect(listed[0]).toEqual({
      tokenHash: "two",
      userAgent: "a browser",
      address: "192.0.2.1",
      createdAt,
      lastSeenAt: now,
    });
    expect(listed).toHaveLength(3);
    expect(await storage.findSession({ tokenHash: "two" })).toMatchObject({ seenAt: now });
    await storage.endSessionsOf({ userId: ann.user.id, except: "two" });
    expect((await storage.listSessions({ userId: ann.user.id })).map(({ tokenHash }) => tokenHash)).toEqual(["two"]);
    expect(await storage.listSessions({ userId: ben.user.id })).toHaveLength(1);
  });
});

describe.each(databases)("deleting an account on $kind", (database) => {
  test("leaves no name, no session and no membership; the messages stay, and the name stays taken", async () => {
    await using bench = await openBench(database);
    const { storage } = bench;
    const [ann, ben] = [await bench.person("ann"), await bench.person("ben")];
    const room = await bench.room(ann.viewer);
    const query = { viewer: ben.viewer, room: String(room.id) };
    await storage.addMembers({ ...query, userIds: [ben.user.id] });
    const { message } = await bench.send(ann.viewer, room.id, "hello");
    await storage.changeUser({ userId: ann.user.id, bio: "me", email: "ann@example.org" });
    await storage.setAvatar({ userId: ann.user.id, picture: { hash: "one", bytes } });
    await storage.createSession({ ...session, tokenHash: "one", userId: ann.user.id });

    expect(await storage.beginDeletion({ userId: ann.user.id, passwordHash: "wrong", removesMessages: true })).toBe(
      false,
    );
    expect(await beginDeletion(bench, ann.user.id, false)).toBe(true);
    expect(await storage.findSession({ tokenHash: "one" })).toBeUndefined();
    expect(await storage.findAvatar({ hash: "one" })).toBeUndefined();
    expect(await beginDeletion(bench, ann.user.id, false)).toBe(false);
    expect(await storage.listDeletions()).toEqual([ann.user.id]);
    await finish(storage, ann.user.id);
    expect(await storage.listDeletions()).toEqual([]);

    const nobody = { id: ann.user.id, username: `deleted-${ann.user.id}`, displayName: "Deleted user" };
    const page = await storage.listMessages({ ...query, limit: 10 });
    expect(page.messages).toEqual([{ ...message, author: nobody }]);
    const { members } = await storage.listMembers({ ...query, limit: 10 });
    expect(members).toMatchObject([{ user: { id: ben.user.id }, role: "owner" }]);
    expect(members).toHaveLength(1);
    const profile = await storage.getUser({ userId: ann.user.id });
    expect(profile).toEqual({ ...nobody, bio: "", pronouns: "", timeZone: "", createdAt: profile.createdAt });
    expect((await storage.listUsers({ viewer: ben.viewer, q: "deleted", limit: 10 })).users).toEqual([]);
    await expect(bench.person("ann")).rejects.toMatchObject({ code: "username_taken" });
    await expect(
      storage.createSession({ ...session, tokenHash: "late", userId: ann.user.id, passwordHash: "" }),
    ).rejects.toMatchObject({ code: "bad_credentials" });
  });

  test("removes every message by an event when that is wanted, and goes on after a break", async () => {
    await using bench = await openBench(database);
    const { storage, notices } = bench;
    const [ann, ben] = [await bench.person("ann"), await bench.person("ben")];
    const rooms = [await bench.room(ben.viewer), await bench.room(ben.viewer)];
    for (const { id } of rooms) {
      await storage.addMembers({ viewer: ann.viewer, room: String(id), userIds: [ann.user.id] });
    }
    await bench.send(ben.viewer, rooms[0]?.id ?? (0 as never), "stays");
    const sends = Array.from({ length: 230 }, (_, at) =>
      bench.send(ann.viewer, rooms[at % 2]?.id ?? (0 as never), `goes ${at}`, randomUUID()),
    );
    await Promise.all(sends);
    await beginDeletion(bench, ann.user.id, true);
    notices.length = 0;
    await storage.continueDeletion({ userId: ann.user.id });
    await storage.continueDeletion({ userId: ann.user.id });
    const again = await bench.openAnother();
    expect(await again.listDeletions()).toEqual([ann.user.id]);
    expect(await finish(again, ann.user.id)).toBeGreaterThan(1);
    const removed = notices.filter((notice) => notice.to === "room" && notice.event.type === "message");
    expect(removed).toHaveLength(230);
    for (const { id } of rooms) {
      const { messages } = await storage.listMessages({ viewer: ben.viewer, room: String(id), limit: 100 });
      expect(messages.filter(({ author, body }) => author.id === ann.user.id && body !== "")).toEqual([]);
      const { events, head } = await storage.readLog({ viewer: ben.viewer, roomId: id, since: 0, limit: 1_000 });
      expect(events.at(-1)?.seq).toBe(head);
    }
  });

  test("is refused to the last administrator", async () => {
    await using bench = await openBench(database);
    const { storage } = bench;
    const admin = { username: "root", usernameKey: "root", displayName: "Root", passwordHash: "not a hash" };
    const { id } = await storage.createFirstAdmin(admin);
    await expect(beginDeletion(bench, id, false)).rejects.toMatchObject({ code: "last_admin" });
    expect(await storage.getUser({ userId: id })).toMatchObject({ displayName: "Root" });
  });
});
