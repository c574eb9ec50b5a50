import { describe, expect, test } from "vitest";
import type { RoomId, UserId } from "#protocol/ids.ts";
import { theServer, type Viewer } from "../../src/server/auth/viewer.ts";
import type { AccountChanges, ReviewQuery } from "../../src/server/storage/storage.ts";
import { type Bench, databases, openBench } from "./databases.ts";

const codeOf = (error: unknown) => (error as { code?: string }).code;

/** A person who may administer; the viewer is one with that role. */
async function admin(bench: Bench, username: string) {
  const user = await bench.storage.createAdmin({
    username,
    usernameKey: username,
    displayName: username,
    passwordHash: "not a hash",
  });
  return { user, viewer: { kind: "person", userId: user.id, role: user.role } satisfies Viewer };
}

function openSession({ storage }: Bench, userId: UserId, tokenHash: string) {
  return storage.createSession({ tokenHash, userId, expiresAt: Date.now() + 60_000, userAgent: "", address: "" });
}

const all = { q: "", limit: 50, lookAtMost: 1_000 };

describe.each(databases)("administration on $kind", (database) => {
  const change = (bench: Bench, viewer: Viewer, userId: UserId, changes: AccountChanges) =>
    bench.storage.changeAccount({ viewer, userId, changes });

  test("ADMIN-1: is for administrators as they are at this moment, not as their sessions remember them", async () => {
    await using bench = await openBench(database);
    const { storage } = bench;
    const ann = await admin(bench, "ann");
    const bob = await bench.person("bob");
    await change(bench, theServer, bob.user.id, { role: "admin" });
    const stale: Viewer = { kind: "person", userId: bob.user.id, role: "admin" };
    const uses = (viewer: Viewer) => [
      () => storage.listAccounts({ viewer, q: "", limit: 10 }),
      () => storage.endSessions({ viewer, userId: bob.user.id }),
      () => storage.reviewMessages({ viewer, ...all }),
      () => change(bench, viewer, bob.user.id, { displayName: "Bob" }),
    ];
    for (const use of uses(stale)) await use();
    await change(bench, ann.viewer, bob.user.id, { role: "member" });
    for (const viewer of [stale, { kind: "guest" } satisfies Viewer]) {
      for (const use of uses(viewer)) await expect(use()).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(change(bench, ann.viewer, 999 as UserId, {})).rejects.toMatchObject({ code: "not_found" });
  });

  test("lists everybody by name, page by page, deactivated people too", async () => {
    await using bench = await openBench(database);
    const { viewer, user } = await admin(bench, "ann");
    const bob = await bench.person("bob");
    await bench.person("carl_%");
    await change(bench, viewer, bob.user.id, { deactivated: true });
    const list = (q: string, cursor?: string, limit = 2) => bench.storage.listAccounts({ viewer, q, limit, cursor });
    const first = await list("");
    expect(first).toEqual({
      users: [
        { ...user, createdAt: expect.any(String) },
        { ...bob.user, createdAt: expect.any(String), deactivatedAt: expect.any(String) },
      ],
      nextCursor: "bob",
    });
    const rest = await list("", first.nextCursor);
    expect(rest.users.map(({ username }) => username)).toEqual(["carl_%"]);
    expect(rest.nextCursor).toBeUndefined();
    expect((await list("_%")).users.map(({ username }) => username)).toEqual(["carl_%"]);
    expect((await list("BOB")).users.map(({ username }) => username)).toEqual(["bob"]);
  });

  test("ADMIN-3: deactivating ends all sessions, and hides from the directory and the login until it is taken back", async () => {
    await using bench = await openBench(database);
    const { storage, notices } = bench;
    const { viewer } = await admin(bench, "ann");
    const { user } = await bench.person("bob");
    await openSession(bench, user.id, "desk");
    await openSession(bench, user.id, "phone");
    notices.length = 0;
    await change(bench, viewer, user.id, { deactivated: true });
    expect(notices).toHaveLength(2);
    expect(notices).toEqual(
      expect.arrayContaining([
        { to: "session", tokenHash: "desk" },
        { to: "session", tokenHash: "phone" },
      ]),
    );
    const names = async () =>
      (await storage.listUsers({ viewer, q: "", limit: 10 })).users.map(({ username }) => username);
    expect(await names()).toEqual(["ann"]);
    expect(await storage.findCredentials({ usernameKey: "bob" })).toBeUndefined();
    await expect(openSession(bench, user.id, "late")).rejects.toMatchObject({ code: "bad_credentials" });
    await expect(bench.person("bob")).rejects.toMatchObject({ code: "username_taken" });

    const back = await change(bench, viewer, user.id, { deactivated: false });
    expect(back).toEqual({ ...user, createdAt: expect.any(String) });
    expect(await names()).toEqual(["ann", "bob"]);
    expect(await storage.findCredentials({ usernameKey: "bob" })).toMatchObject({ userId: user.id });
    expect(await storage.findSession({ tokenHash: "desk" })).toBeUndefined();
    await openSession(bench, user.id, "again");
    expect(await storage.findSession({ tokenHash: "again" })).toMatchObject({ user });
  });

  test("deactivating twice keeps the first moment", async () => {
    await using bench = await openBench(database);
    const { viewer } = await admin(bench, "ann");
    const { user } = await bench.person("bob");
    const first = await change(bench, viewer, user.id, { deactivated: true });
    expect(await change(bench, viewer, user.id, { deactivated: true })).toEqual(first);
    expect(await bench.storage.findAccount({ usernameKey: "bob" })).toEqual(first);
  });

  test("ADMIN-2: another role is told to the person and ends their sessions; the same role and a new name do not", async () => {
    await using bench = await openBench(database);
    const { viewer } = await admin(bench, "ann");
    const { user } = await bench.person("bob");
    await openSession(bench, user.id, "desk");
    bench.notices.length = 0;
    await change(bench, viewer, user.id, { role: "member" });
    expect(bench.notices).toEqual([]);
    await change(bench, viewer, user.id, { displayName: "Robert" });
    expect(bench.notices).toMatchObject([
      { to: "user", userId: user.id, event: { type: "profile", user: { displayName: "Robert", role: "member" } } },
      { to: "people", user: { displayName: "Robert" } },
    ]);
    expect(await bench.storage.findSession({ tokenHash: "desk" })).toMatchObject({ user: { displayName: "Robert" } });
    bench.notices.length = 0;
    await change(bench, viewer, user.id, { role: "admin" });
    expect(bench.notices).toMatchObject([
      { to: "user", event: { type: "profile", user: { displayName: "Robert", role: "admin" } } },
      { to: "session", tokenHash: "desk" },
    ]);
    expect(await bench.storage.findSession({ tokenHash: "desk" })).toBeUndefined();
  });

  test("ending sessions ends those of one person, and counts them", async () => {
    await using bench = await openBench(database);
    const { viewer, user } = await admin(bench, "ann");
    const bob = await bench.person("bob");
    await openSession(bench, user.id, "mine");
    for (const name of ["one", "two", "three"]) await openSession(bench, bob.user.id, name);
    expect(await bench.storage.endSessions({ viewer, userId: bob.user.id })).toEqual({ ended: 3 });
    expect(await bench.storage.endSessions({ viewer, userId: bob.user.id })).toEqual({ ended: 0 });
    expect(await bench.storage.findSession({ tokenHash: "mine" })).toMatchObject({ user });
  });

  test("no session survives that is opened while its person is deactivated", async () => {
    await using bench = await openBench(database);
    const { viewer } = await admin(bench, "ann");
    for (let round = 0; round < 20; round++) {
      const { user } = await bench.person(`bob${round}`);
      const opened = Array.from({ length: 4 }, (_, i) => openSession(bench, user.id, `${round} ${i}`));
      const other = change(bench, viewer, user.id, { deactivated: true });
      await Promise.allSettled([...opened, other]);
      await other;
      await change(bench, viewer, user.id, { deactivated: false });
      for (let i = 0; i < 4; i++) {
        expect(await bench.storage.findSession({ tokenHash: `${round} ${i}` })).toBeUndefined();
      }
    }
  });

  test("the last active administrator stays one", async () => {
    await using bench = await openBench(database);
    const ann = await admin(bench, "ann");
    const bob = await admin(bench, "bob");
    await change(bench, ann.viewer, bob.user.id, { deactivated: true });
    for (const changes of [{ role: "member" }, { deactivated: true }] as const) {
      const refused = change(bench, ann.viewer, ann.user.id, { ...changes, displayName: "Gone" });
      await expect(refused).rejects.toMatchObject({ code: "last_admin" });
    }
    expect(await bench.storage.getUser({ userId: ann.user.id })).toMatchObject({ displayName: "ann" });
    await change(bench, ann.viewer, bob.user.id, { deactivated: false });
    expect(await change(bench, ann.viewer, ann.user.id, { role: "member" })).toMatchObject({ role: "member" });
    await expect(change(bench, bob.viewer, bob.user.id, { role: "member" })).rejects.toMatchObject({
      code: "last_admin",
    });
  });

  test("of twenty administrators who all demote one another at once, through two nodes, one is left", async () => {
    await using bench = await openBench(database);
    const nodes = [bench.storage, await bench.openAnother()] as const;
    const admins = await Promise.all(Array.from({ length: 20 }, (_, i) => admin(bench, `admin${i}`)));
    const ends = [{ role: "member" }, { deactivated: true }] as const;
    const outcomes = await Promise.allSettled(
      admins.map(({ viewer }, i) => {
        const victim = admins[(i + 1) % admins.length] ?? { user: { id: 0 as UserId } };
        const input = { viewer, userId: victim.user.id, changes: ends[i % 2] ?? {} };
        return (nodes[i % 2] ?? bench.storage).changeAccount(input);
      }),
    );
    const codes = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [codeOf(outcome.reason)] : []));
    expect(codes.filter((code) => code !== "forbidden" && code !== "last_admin")).toEqual([]);
    const { users } = await bench.storage.listAccounts({ viewer: theServer, q: "", limit: 50 });
    const left = users.filter(({ role, deactivatedAt }) => role === "admin" && deactivatedAt === undefined);
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBe(codes.length);
    expect(await bench.storage.hasAdmin()).toBe(true);
  });

  test("of two who demote each other at once, again and again, one is left", async () => {
    await using bench = await openBench(database);
    const other = await bench.openAnother();
    const ann = await admin(bench, "ann");
    const bob = await admin(bench, "bob");
    const demote = { role: "member" } as const;
    for (let round = 0; round < 20; round++) {
      const outcomes = await Promise.allSettled([
        bench.storage.changeAccount({ viewer: ann.viewer, userId: bob.user.id, changes: demote }),
        other.changeAccount({ viewer: bob.viewer, userId: ann.user.id, changes: demote }),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(outcomes.flatMap((outcome) => (outcome.status === "rejected" ? codeOf(outcome.reason) : []))).toEqual([
        "forbidden",
      ]);
      for (const { user } of [ann, bob]) await change(bench, theServer, user.id, { role: "admin" });
    }
  });
});

describe.each(databases)("reviewing messages on $kind", (database) => {
  async function furnish(bench: Bench) {
    const { viewer } = await admin(bench, "ann");
    const bob = await bench.person("bob");
    const carl = await bench.person("carl");
    const open = await bench.room(bob.viewer, { slug: "open" });
    const shown = await bench.room(bob.viewer, { slug: "shown", kind: "private", readableBy: "everyone" });
    const closed = await bench.room(bob.viewer, { slug: "closed", kind: "private" });
    const say = async (roomId: RoomId, body: string, by = bob) => (await bench.send(by.viewer, roomId, body)).message;
    const review = async (query: Partial<ReviewQuery> = {}) => {
      const { messages, nextCursor } = await bench.storage.reviewMessages({ viewer, ...all, ...query });
      return { bodies: messages.map(({ body }) => body), nextCursor, messages };
    };
    return { viewer, bob, carl, open, shown, closed, say, review };
  }

  test("shows what the whole installation may read, newest first, with its room", async () => {
    await using bench = await openBench(database);
    const { bob, open, shown, closed, say, review } = await furnish(bench);
    const first = await say(open.id, "in a public room");
    await say(closed.id, "between us");
    await say(shown.id, "for guests too");
    const gone = await say(open.id, "regretted");
    await bench.storage.deleteMessage({ viewer: bob.viewer, messageId: gone.id });
    const { bodies, messages, nextCursor } = await review();
    expect(bodies).toEqual(["for guests too", "in a public room"]);
    expect(messages[1]).toEqual({ ...first, room: { id: open.id, slug: "open", name: open.name } });
    expect(nextCursor).toBeUndefined();
  });

  test("ADMIN-4: by text, room and author; a private room is not there, even for an administrator who is in it", async () => {
    await using bench = await openBench(database);
    const { viewer, bob, carl, open, shown, closed, say, review } = await furnish(bench);
    await bench.storage.addMembers({ viewer: carl.viewer, room: "open", userIds: [carl.user.id] });
    await bench.storage.addMembers({
      viewer: bob.viewer,
      room: "closed",
      userIds: [(viewer as { userId: UserId }).userId],
    });
    await say(open.id, "100% Sure");
    await say(open.id, "100 times", carl);
    await say(shown.id, "sure thing");
    await say(closed.id, "not so sure");
    expect((await review({ q: "SURE" })).bodies).toEqual(["sure thing", "100% Sure"]);
    expect((await review({ q: "0%" })).bodies).toEqual(["100% Sure"]);
    expect((await review({ author: carl.user.id })).bodies).toEqual(["100 times"]);
    expect((await review({ room: "open", q: "100", author: bob.user.id })).bodies).toEqual(["100% Sure"]);
    expect((await review({ room: String(shown.id) })).bodies).toEqual(["sure thing"]);
    for (const room of ["closed", String(closed.id), "no-such-room"]) {
      await expect(review({ room })).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("ADMIN-5: page by page, each message once, looking at no more than it was told to", async () => {
    await using bench = await openBench(database);
    const { open, say, review } = await furnish(bench);
    const said = Array.from({ length: 23 }, (_, i) => `${i}${i % 10 === 0 ? " rare" : ""}`);
    for (const body of said) await say(open.id, body);
    const collect = async (query: Partial<ReviewQuery>) => {
      const pages: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await review({ ...query, cursor });
        pages.push(page.bodies);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return pages;
    };
    const byFive = await collect({ limit: 5 });
    expect(byFive.map(({ length }) => length)).toEqual([5, 5, 5, 5, 3]);
    expect(byFive.flat()).toEqual(said.toReversed());
    const rare = await collect({ q: "rare", lookAtMost: 4 });
    expect(rare.length).toBeGreaterThan(4);
    expect(rare.flat()).toEqual(["20 rare", "10 rare", "0 rare"]);
    await expect(review({ cursor: "x" })).rejects.toMatchObject({ code: "invalid" });
    expect((await review({ cursor: "999999999999999", limit: 1 })).bodies).toEqual(["22"]);
  });
});
