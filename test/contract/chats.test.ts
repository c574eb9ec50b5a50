import { describe, expect, test } from "vitest";
import type { UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { databases, openBench, type Bench } from "./databases.ts";

type Somebody = Awaited<ReturnType<Bench["person"]>>;

let slugs = 0;

function open({ storage }: Pick<Bench, "storage">, me: Somebody, ...others: Somebody[]) {
  const slug = `chat-${process.pid}-${++slugs}`;
  return storage.openDirect({ viewer: me.viewer, userIds: others.map(({ user }) => user.id), slug });
}

async function mine({ storage }: Bench, { user }: Somebody) {
  const { rooms } = await storage.listMyRooms({ userId: user.id });
  return rooms.filter(({ kind }) => kind === "direct" || kind === "group");
}

describe.each(databases)("chats on $kind", (database) => {
  test("are one for their people, whoever opens it, also by fifty tries at once through two storages", async () => {
    await using bench = await openBench(database);
    const [ann, bob] = [await bench.person("ann"), await bench.person("bob")];
    const other = await bench.openAnother();
    const tries = Array.from({ length: 50 }, (_, index) => {
      const through = index % 2 === 0 ? bench : { storage: other };
      return index % 3 === 0 ? open(through, ann, bob) : open(through, bob, ann);
    });
    const opened = await Promise.all(tries);
    expect(new Set(opened.map(({ room }) => room.id)).size).toBe(1);
    expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(opened[0]?.room).toMatchObject({ kind: "direct", memberCount: 2, seq: 3, n: 0, readableBy: "members" });
    const { members } = await bench.storage.listMembers({
      viewer: ann.viewer,
      room: String(opened[0]?.room.id),
      limit: 9,
    });
    expect(members.map(({ user }) => user.username)).toEqual(["ann", "bob"]);
  });

  test("with oneself are notes; with several a group of their own", async () => {
    await using bench = await openBench(database);
    const [ann, bob, cyd] = [await bench.person("ann"), await bench.person("bob"), await bench.person("cyd")];
    const notes = await open(bench, ann);
    expect(notes.room).toMatchObject({ kind: "direct", memberCount: 1, people: [{ username: "ann" }] });
    expect((await open(bench, ann, ann)).room.id).toBe(notes.room.id);
    const group = await open(bench, ann, bob, cyd);
    expect(group.room).toMatchObject({ kind: "group", memberCount: 3 });
    expect(group.room.people?.map(({ username }) => username)).toEqual(["bob", "cyd"]);
    expect((await open(bench, cyd, ann, bob, bob)).room.id).toBe(group.room.id);
    await expect(open(bench, ann, { ...bob, user: { ...bob.user, id: 9_999 as UserId } })).rejects.toMatchObject({
      code: "invalid",
      details: { fields: { userIds: expect.any(String) } },
    });
  });

  test("show to the others when the first message comes, and hidden ones when something new does", async () => {
    await using bench = await openBench(database);
    const [ann, bob] = [await bench.person("ann"), await bench.person("bob")];
    const { room } = await open(bench, ann, bob);
    expect(await mine(bench, ann)).toHaveLength(1);
    expect(await mine(bench, bob)).toEqual([]);
    bench.notices.length = 0;
    await bench.send(ann.viewer, room.id, "hello\nBob");
    expect(bench.notices).toMatchObject([
      { to: "room", event: { type: "message" } },
      { to: "user", userId: bob.user.id, event: { type: "joined", room: { id: room.id, n: 1 } } },
    ]);
    const [shown] = await mine(bench, bob);
    expect(shown).toMatchObject({
      people: [{ username: "ann" }],
      lastMessage: { text: "hello Bob", author: { username: "ann" }, n: 1 },
      membership: { readN: 0, role: "member" },
    });
    expect(shown).not.toHaveProperty("hidden");

    const hide = { viewer: bob.viewer, room: String(room.id) };
    expect(await bench.storage.hideChat({ ...hide, hidden: true })).toMatchObject({ hidden: true });
    expect(await mine(bench, bob)).toEqual([]);
    expect((await bench.storage.listRooms({ viewer: bob.viewer, limit: 9 })).rooms).toHaveLength(1);
    expect(await bench.storage.getRoom(hide)).toMatchObject({ hidden: true });
    await bench.send(ann.viewer, room.id, "again");
    expect(await mine(bench, bob)).toHaveLength(1);

    await bench.storage.hideChat({ ...hide, hidden: true });
    expect((await open(bench, bob, ann)).isNew).toBe(false);
    expect(await mine(bench, bob)).toHaveLength(1);
    bench.notices.length = 0;
    await bench.send(ann.viewer, room.id, "nobody has it hidden");
    expect(bench.notices).toHaveLength(1);
  });

  test("of two people can never become anything else (A7)", async () => {
    await using bench = await openBench(database);
    const [ann, bob, cyd] = [await bench.person("ann"), await bench.person("bob"), await bench.person("cyd")];
    const { room } = await open(bench, ann, bob);
    const { storage } = bench;
    await storage.createFirstAdmin({ username: "root", usernameKey: "root", displayName: "Root", passwordHash: "" });
    const of = { viewer: ann.viewer, room: room.slug };
    const asAdmin = { ...of, viewer: { ...cyd.viewer, role: "admin" } as typeof ann.viewer };
    const tries = [
      storage.changeRoom({ ...of, changes: { name: "Ours" } }),
      storage.changeRoom({ ...of, changes: { kind: "private" } }),
      storage.changeRoom({ ...of, changes: { kind: "public", readableBy: "everyone" } }),
      storage.changeRoom({ ...of, changes: { slug: "ours" } }),
      storage.addMembers({ ...of, userIds: [cyd.user.id] }),
      storage.addMembers({ ...of, userIds: [ann.user.id] }),
      storage.removeMember({ ...of, userId: ann.user.id }),
      storage.removeMember({ ...of, userId: bob.user.id }),
      storage.getRoom(asAdmin),
      storage.addMembers({ ...asAdmin, userIds: [cyd.user.id] }),
      storage.listMessages({ ...asAdmin, limit: 5 }),
      storage.hideChat({ ...asAdmin, hidden: true }),
      storage.hideChat({ ...of, room: "lobby", hidden: true }),
    ];
    for (const outcome of await Promise.allSettled(tries)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "not_found" } });
    }
    expect(await storage.getRoom(of)).toMatchObject({ kind: "direct", name: "", slug: room.slug, seq: 3 });
  });

  test("of several are named, joined, left by anybody in them, and then no longer the one of their first people", async () => {
    await using bench = await openBench(database);
    const [ann, bob, cyd] = [await bench.person("ann"), await bench.person("bob"), await bench.person("cyd")];
    const dan = await bench.person("dan");
    const { room } = await open(bench, ann, bob, cyd);
    const as = ({ viewer }: Somebody) => ({ viewer, room: room.slug });
    const { storage } = bench;
    await bench.send(ann.viewer, room.id, "hello");
    expect(await storage.changeRoom({ ...as(bob), changes: { name: "Trip", topic: "May" } })).toMatchObject({
      name: "Trip",
      kind: "group",
    });
    for (const changes of [{ slug: "trip" }, { kind: "public" }, { readableBy: "everyone" }, { indexable: true }]) {
      await expect(storage.changeRoom({ ...as(bob), changes: changes as object })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    await expect(storage.removeMember({ ...as(bob), userId: ann.user.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    bench.notices.length = 0;
    expect(await storage.addMembers({ ...as(cyd), userIds: [dan.user.id] })).toMatchObject({ memberCount: 4 });
    expect(bench.notices.filter(({ to }) => to === "user")).toHaveLength(4);
    expect((await mine(bench, dan))[0]?.people?.map(({ username }) => username)).toEqual(["ann", "bob", "cyd"]);
    expect((await open(bench, ann, bob, cyd)).isNew).toBe(true);
    await storage.removeMember({ ...as(ann), userId: ann.user.id });
    await expect(storage.getRoom(as(ann))).rejects.toMatchObject({ code: "not_found" });
    expect((await mine(bench, dan))[0]?.people?.map(({ username }) => username)).toEqual(["bob", "cyd"]);
  });

  test("of several become a private room by anybody's hand, never back, and belong to them then", async () => {
    await using bench = await openBench(database);
    const [ann, bob, cyd] = [await bench.person("ann"), await bench.person("bob"), await bench.person("cyd")];
    const { room } = await open(bench, ann, bob, cyd);
    const as = ({ viewer }: Somebody) => ({ viewer, room: String(room.id) });
    const { storage } = bench;
    await expect(storage.changeRoom({ ...as(bob), changes: { kind: "private" } })).rejects.toMatchObject({
      code: "invalid",
      details: { fields: { name: expect.any(String) } },
    });
    const change = { kind: "private", name: "Trip", slug: "trip" } as const;
    expect(await storage.changeRoom({ ...as(bob), changes: change })).toMatchObject({
      kind: "private",
      slug: "trip",
      membership: { role: "owner" },
      seq: 6,
    });
    const page = await storage.readLog({ viewer: cyd.viewer, roomId: room.id, since: 4, limit: 9 });
    expect(page.events).toMatchObject([
      { seq: 5, event: { type: "room", room: { kind: "private", name: "Trip" } } },
      { seq: 6, event: { type: "member", member: { role: "owner", user: { username: "bob" } } } },
    ]);
    await expect(storage.changeRoom({ ...as(ann), changes: { name: "Mine" } })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(storage.hideChat({ ...as(ann), hidden: true })).rejects.toMatchObject({ code: "not_found" });
    expect((await open(bench, ann, bob, cyd)).room.id).not.toBe(room.id);
  });

  test("hold no more people than a group may have", async () => {
    await using bench = await openBench(database);
    const people: Somebody[] = [];
    for (let i = 0; i <= limits.groupMaxPeople; i++) people.push(await bench.person(`p${i}`));
    const [ann, bob, cyd, ...rest] = people;
    if (!ann || !bob || !cyd) throw new Error("nobody there");
    await expect(open(bench, ann, bob, cyd, ...rest)).rejects.toMatchObject({ code: "invalid" });
    const { room } = await open(bench, ann, bob, cyd);
    const add = { viewer: bob.viewer, room: room.slug, userIds: rest.map(({ user }) => user.id) };
    await expect(bench.storage.addMembers(add)).rejects.toMatchObject({ code: "invalid" });
    await bench.storage.addMembers({ ...add, userIds: add.userIds.slice(1) });
  });
});

describe.each(databases)("history from joining on $kind (A4)", (database) => {
  test("shows nothing from before: not read, not changed since, not answered", async () => {
    await using bench = await openBench(database);
    const [ann, bob, cyd] = [await bench.person("ann"), await bench.person("bob"), await bench.person("cyd")];
    const { storage } = bench;
    const { room } = await open(bench, ann, bob, await bench.person("dan"));
    const old = await bench.send(ann.viewer, room.id, "an old secret");
    const other = await bench.send(ann.viewer, room.id, "another secret");
    const added = { viewer: ann.viewer, room: room.slug, userIds: [cyd.user.id], history: false };
    await storage.addMembers(added);
    const as = { viewer: cyd.viewer, room: room.slug };
    const [seen] = await mine(bench, cyd);
    expect(seen).not.toHaveProperty("lastMessage");
    expect(seen).toMatchObject({ n: 2, membership: { readN: 2 } });
    await storage.editMessage({ viewer: ann.viewer, messageId: old.message.id, body: "a changed secret" });
    await storage.deleteMessage({ viewer: ann.viewer, messageId: other.message.id });
    const fresh = await bench.send(ann.viewer, room.id, "welcome");
    const pages = [
      await storage.listMessages({ ...as, limit: 25 }),
      await storage.listMessages({ ...as, limit: 25, before: fresh.message.seq + 1 }),
      await storage.listMessages({ ...as, limit: 25, around: old.message.seq }),
      await storage.listMessages({ ...as, limit: 25, after: 0 }),
    ];
    for (const page of pages) {
      expect(page.messages.map(({ body }) => body)).toEqual(["welcome"]);
      expect(page.hasMore).toBe(false);
    }
    const log = await storage.readLog({ viewer: cyd.viewer, roomId: room.id, since: 0, limit: 100 });
    expect(JSON.stringify(log)).not.toContain("secret");
    expect(log.events.filter(({ event }) => event.type === "none")).toHaveLength(2);
    expect(log).toMatchObject({ isLevel: true, head: fresh.message.seq });
    await expect(
      storage.sendMessage({
        roomId: room.id,
        author: cyd.viewer,
        clientId: "answer-to-the-past" as never,
        body: "what?",
        replyTo: old.message.id,
      }),
    ).rejects.toMatchObject({ code: "invalid" });
    for (const viewer of [cyd.viewer]) {
      await expect(storage.deleteMessage({ viewer, messageId: old.message.id })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    const [after] = await mine(bench, cyd);
    expect(after?.lastMessage).toMatchObject({ text: "welcome" });
    const all = await storage.listMessages({ viewer: bob.viewer, room: room.slug, limit: 25 });
    expect(all.messages).toHaveLength(3);
  });

  test("is all there is for the one who comes back without it; adding who is there changes nothing", async () => {
    await using bench = await openBench(database);
    const [ann, bob] = [await bench.person("ann"), await bench.person("bob")];
    const room = await bench.room(ann.viewer, { kind: "private" });
    const { storage } = bench;
    const add = (history: boolean) =>
      storage.addMembers({ viewer: ann.viewer, room: room.slug, userIds: [bob.user.id], history });
    const read = async () => {
      const page = await storage.listMessages({ viewer: bob.viewer, room: room.slug, limit: 25 });
      return page.messages.map(({ body }) => body);
    };
    await bench.send(ann.viewer, room.id, "one");
    await add(true);
    await add(false);
    const own = await bench.send(bob.viewer, room.id, "two");
    expect(await read()).toEqual(["one", "two"]);
    await storage.removeMember({ viewer: bob.viewer, room: room.slug, userId: bob.user.id });
    await add(false);
    await bench.send(ann.viewer, room.id, "three");
    expect(await read()).toEqual(["three"]);
    await expect(
      storage.editMessage({ viewer: bob.viewer, messageId: own.message.id, body: "mine" }),
    ).rejects.toMatchObject({ code: "not_found" });
    await storage.changeRoom({ viewer: ann.viewer, room: room.slug, changes: { kind: "public" } });
    expect(await read()).toEqual(["one", "two", "three"]);
  });
});
