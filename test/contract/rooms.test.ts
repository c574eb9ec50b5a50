import { describe, expect, test } from "vitest";
import type { UserId } from "#protocol/ids.ts";
import { guest } from "../../src/server/auth/viewer.ts";
import { databases, openBench } from "./databases.ts";

describe.each(databases)("rooms on $kind", (database) => {
  test("begin with a lobby that everyone reads and that people are in", async () => {
    await using bench = await openBench(database);
    const { rooms } = await bench.storage.listRooms({ viewer: guest, limit: 10 });
    expect(rooms).toMatchObject([{ slug: "lobby", readableBy: "everyone", indexable: true }]);
    const { viewer, user } = await bench.person("ann");
    const mine = await bench.storage.listMyRooms({ userId: user.id });
    expect(mine).toMatchObject({ seq: 1, rooms: [{ slug: "lobby", membership: { role: "member", readN: 0 } }] });
    const lobby = await bench.storage.getRoom({ viewer, room: "lobby" });
    expect((await bench.send(viewer, lobby.id, "hello")).isNew).toBe(true);
  });

  test("have one address each, also when two take it at once", async () => {
    await using bench = await openBench(database);
    const { viewer } = await bench.person("ann");
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => bench.room(viewer, { slug: "the-same" })),
    );
    const codes = outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "made"));
    expect(codes.filter((code) => code === "made")).toHaveLength(1);
    expect(codes.filter((code) => code === "slug_taken")).toHaveLength(9);
  });

  test("that are private look like rooms that do not exist", async () => {
    await using bench = await openBench(database);
    const ann = await bench.person("ann");
    const bob = await bench.person("bob");
    const room = await bench.room(ann.viewer, { kind: "private" });
    const asBob = { viewer: bob.viewer, room: room.slug };
    const { storage } = bench;
    const tries = [
      storage.getRoom(asBob),
      storage.listMembers({ ...asBob, limit: 10 }),
      storage.listMessages({ ...asBob, limit: 10 }),
      storage.addMembers({ ...asBob, userIds: [bob.user.id] }),
      storage.changeRoom({ ...asBob, changes: { name: "Mine" } }),
      storage.removeMember({ ...asBob, userId: ann.user.id }),
      storage.markRead({ ...asBob, upTo: 1 }),
      storage.getRoom({ viewer: bob.viewer, room: "there-is-no-such-room" }),
    ];
    for (const outcome of await Promise.allSettled(tries)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "not_found" } });
    }
    expect((await storage.listRooms({ viewer: bob.viewer, limit: 50 })).rooms.map((each) => each.slug)).toEqual([
      "lobby",
    ]);
  });

  test("count who comes and goes, tell it to the room and to the person", async () => {
    await using bench = await openBench(database);
    const ann = await bench.person("ann");
    const bob = await bench.person("bob");
    const room = await bench.room(ann.viewer);
    const asBob = { viewer: bob.viewer, room: room.slug };
    bench.notices.length = 0;
    expect(await bench.storage.addMembers({ ...asBob, userIds: [bob.user.id] })).toMatchObject({ memberCount: 2 });
    expect(await bench.storage.addMembers({ ...asBob, userIds: [bob.user.id] })).toMatchObject({ memberCount: 2 });
    await bench.storage.removeMember({ ...asBob, userId: bob.user.id });
    expect(bench.notices).toMatchObject([
      {
        to: "room",
        seq: room.seq + 1,
        event: { type: "member", memberCount: 2, member: { user: { id: bob.user.id } } },
      },
      { to: "user", userId: bob.user.id, seq: 2, event: { type: "joined", room: { id: room.id, memberCount: 2 } } },
      { to: "room", seq: room.seq + 2, event: { type: "member", memberCount: 1 } },
      { to: "user", userId: bob.user.id, seq: 3, event: { type: "left", roomId: room.id } },
    ]);
    expect((await bench.storage.listMembers({ ...asBob, limit: 10 })).members).toHaveLength(1);
    await expect(bench.storage.removeMember({ ...asBob, userId: bob.user.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("are joined once, also by fifty tries at once", async () => {
    await using bench = await openBench(database);
    const ann = await bench.person("ann");
    const bob = await bench.person("bob");
    const room = await bench.room(ann.viewer);
    const join = { viewer: bob.viewer, room: String(room.id), userIds: [bob.user.id] };
    await Promise.all(Array.from({ length: 50 }, () => bench.storage.addMembers(join)));
    expect(await bench.storage.getRoom({ viewer: ann.viewer, room: room.slug })).toMatchObject({
      memberCount: 2,
      seq: room.seq + 1,
    });
  });

  test("keep an owner, and let members add others but not strangers", async () => {
    await using bench = await openBench(database);
    const [ann, bob, cyd] = [await bench.person("ann"), await bench.person("bob"), await bench.person("cyd")];
    const room = await bench.room(ann.viewer);
    const { storage } = bench;
    const add = (viewer: typeof ann.viewer, userId: UserId) =>
      storage.addMembers({ viewer, room: room.slug, userIds: [userId] });
    await expect(add(bob.viewer, cyd.user.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(add(ann.viewer, 999_999 as UserId)).rejects.toMatchObject({ code: "invalid" });
    expect(await add(ann.viewer, bob.user.id)).toMatchObject({ memberCount: 2 });
    const leave = { viewer: ann.viewer, room: room.slug, userId: ann.user.id };
    await expect(storage.removeMember(leave)).rejects.toMatchObject({ code: "last_owner" });
    await expect(storage.removeMember({ ...leave, viewer: bob.viewer })).rejects.toMatchObject({ code: "forbidden" });
    await storage.removeMember({ ...leave, userId: bob.user.id });
    await storage.removeMember(leave);
  });

  test("change by their owner's hand; old and taken addresses behave", async () => {
    await using bench = await openBench(database);
    const ann = await bench.person("ann");
    const bob = await bench.person("bob");
    const room = await bench.room(ann.viewer, { slug: "before" });
    const change = { viewer: ann.viewer, room: "before", changes: { slug: "after", readableBy: "everyone" } } as const;
    await expect(bench.storage.changeRoom({ ...change, viewer: bob.viewer })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(bench.storage.changeRoom({ ...change, changes: { slug: "lobby" } })).rejects.toMatchObject({
      code: "slug_taken",
    });
    expect(await bench.storage.changeRoom(change)).toMatchObject({ id: room.id, slug: "after", rev: room.seq + 1 });
    await expect(bench.storage.getRoom({ viewer: ann.viewer, room: "before" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await bench.storage.getRoom({ viewer: guest, room: "after" })).toMatchObject({ id: room.id });
  });

  test("remember how far I read: forwards only, never past the end", async () => {
    await using bench = await openBench(database);
    const ann = await bench.person("ann");
    const room = await bench.room(ann.viewer);
    for (const body of ["1", "2", "3"]) await bench.send(ann.viewer, room.id, body);
    const read = (upTo: number) => bench.storage.markRead({ viewer: ann.viewer, room: room.slug, upTo });
    expect(await read(2)).toMatchObject({ readN: 2 });
    expect(await read(1)).toMatchObject({ readN: 2 });
    expect(await read(1_000)).toMatchObject({ readN: 3 });
    const { rooms } = await bench.storage.listMyRooms({ userId: ann.user.id });
    expect(rooms.find((each) => each.id === room.id)).toMatchObject({ n: 3, membership: { readN: 3 } });
  });

  test("are listed page by page, mine first, each once", async () => {
    await using bench = await openBench(database);
    const ann = await bench.person("ann");
    const bob = await bench.person("bob");
    for (let i = 0; i < 7; i++) await bench.room(i % 2 ? ann.viewer : bob.viewer, { slug: `r${i}` });
    const slugs: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined;) {
      const page: Awaited<ReturnType<typeof bench.storage.listRooms>> = await bench.storage.listRooms({
        viewer: ann.viewer,
        limit: 2,
        ...(cursor && { cursor }),
      });
      slugs.push(...page.rooms.map((room) => room.slug));
      cursor = page.nextCursor;
    }
    expect(slugs).toEqual(["lobby", "r1", "r3", "r5", "r0", "r2", "r4", "r6"]);
  });

  test("are not joined by reading along: a private one that everyone reads", async () => {
    await using bench = await openBench(database);
    const ann = await bench.person("ann");
    const bob = await bench.person("bob");
    const room = await bench.room(ann.viewer, { kind: "private", readableBy: "everyone" });
    const join = { viewer: bob.viewer, room: room.slug, userIds: [bob.user.id] };
    await expect(bench.storage.addMembers(join)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("refuse cursors that no list handed out", async () => {
    await using bench = await openBench(database);
    const { viewer } = await bench.person("ann");
    for (const cursor of ["x", "-1", "1e9", "others.", "1; drop table rooms"]) {
      const refusal = { code: "invalid", details: { fields: { cursor: expect.any(String) } } };
      await expect(bench.storage.listRooms({ viewer, limit: 2, cursor })).rejects.toMatchObject(refusal);
      await expect(bench.storage.listMembers({ viewer, room: "lobby", limit: 2, cursor })).rejects.toMatchObject(
        refusal,
      );
    }
  });
});
