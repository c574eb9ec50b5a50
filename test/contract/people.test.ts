import { describe, expect, test } from "vitest";
import { viewerOf } from "../../src/server/auth/viewer.ts";
import { databases, openBench } from "./databases.ts";

const someone = { username: "Ann", usernameKey: "ann", displayName: "Ann", passwordHash: "hash" };
const session = { tokenHash: "a hash", userAgent: "a browser", address: "192.0.2.1" };

describe.each(databases)("people on $kind", (database) => {
  test("have one name each, also when fifty take it at once", async () => {
    await using bench = await openBench(database);
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => bench.storage.createUser(someone)));
    const codes = outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "made"));
    expect(codes.filter((code) => code === "made")).toHaveLength(1);
    expect(codes.filter((code) => code === "username_taken")).toHaveLength(49);
    expect((await bench.storage.getRoom({ viewer: { kind: "guest" }, room: "lobby" })).memberCount).toBe(1);
  });

  test("have exactly one first administrator", async () => {
    await using bench = await openBench(database);
    expect(await bench.storage.hasAdmin()).toBe(false);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) =>
        bench.storage.createFirstAdmin({ ...someone, username: `a${i}`, usernameKey: `a${i}` }),
      ),
    );
    const codes = outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "made"));
    expect(codes.filter((code) => code === "made")).toHaveLength(1);
    expect(codes.filter((code) => code === "already_set_up")).toHaveLength(29);
    expect(await bench.storage.hasAdmin()).toBe(true);
  });

  test("are found by the key of their name, and listed by what they are called", async () => {
    await using bench = await openBench(database);
    const ann = await bench.storage.createUser(someone);
    await bench.storage.createUser({ ...someone, username: "zoe_%", usernameKey: "zoe", displayName: "Zoë Ann" });
    expect(await bench.storage.findCredentials({ usernameKey: "ann" })).toEqual({
      userId: ann.id,
      passwordHash: "hash",
    });
    expect(await bench.storage.findCredentials({ usernameKey: "Ann" })).toBeUndefined();
    const viewer = viewerOf(ann);
    const names = async (q: string) =>
      (await bench.storage.listUsers({ viewer, q, limit: 10 })).users.map((user) => user.username);
    expect(await names("")).toEqual(["Ann", "zoe_%"]);
    expect(await names("ANN")).toEqual(["Ann", "zoe_%"]);
    expect(await names("_%")).toEqual(["zoe_%"]);
    expect(await names("nobody")).toEqual([]);
    const first = await bench.storage.listUsers({ viewer, q: "", limit: 1 });
    expect(first).toMatchObject({ users: [{ username: "Ann" }], nextCursor: "Ann" });
    const rest = await bench.storage.listUsers({ viewer, q: "", limit: 1, cursor: first.nextCursor });
    expect(rest).toMatchObject({ users: [{ username: "zoe_%" }] });
    expect(rest.nextCursor).toBeUndefined();
  });

  test("open sessions that end by time or by hand, and tell it", async () => {
    await using bench = await openBench(database);
    const user = await bench.storage.createUser(someone);
    const { storage } = bench;
    await storage.createSession({ ...session, userId: user.id, expiresAt: Date.now() + 60_000 });
    await storage.createSession({ ...session, tokenHash: "old", userId: user.id, expiresAt: Date.now() - 1 });
    expect(await storage.findSession({ tokenHash: "a hash" })).toMatchObject({ user });
    expect(await storage.findSession({ tokenHash: "old" })).toBeUndefined();
    expect(await storage.findSession({ tokenHash: "another" })).toBeUndefined();
    bench.notices.length = 0;
    await storage.endSession({ tokenHash: "a hash" });
    expect(bench.notices).toEqual([{ to: "session", tokenHash: "a hash" }]);
    expect(await storage.findSession({ tokenHash: "a hash" })).toBeUndefined();
  });

  test("change their display name on all their devices, in order", async () => {
    await using bench = await openBench(database);
    const user = await bench.storage.createUser(someone);
    bench.notices.length = 0;
    await bench.storage.changeUser({ userId: user.id, displayName: "Anna" });
    await bench.storage.changeUser({ userId: user.id, displayName: "Anne" });
    expect(bench.notices.filter(({ to }) => to === "user")).toMatchObject([
      { to: "user", userId: user.id, seq: 2, event: { type: "profile", user: { displayName: "Anna" } } },
      { to: "user", userId: user.id, seq: 3, event: { type: "profile", user: { displayName: "Anne" } } },
    ]);
    expect(await bench.storage.getUser({ userId: user.id })).toMatchObject({ displayName: "Anne" });
  });

  test("survive a restart with everything else, in the same epoch", async () => {
    await using bench = await openBench(database);
    const { viewer, user } = await bench.person("ann");
    const again = await bench.openAnother();
    expect(again.epoch).toBe(bench.storage.epoch);
    expect(await again.getUser({ userId: user.id })).toMatchObject({ username: "ann" });
    expect((await again.getRoom({ viewer, room: "lobby" })).memberCount).toBe(1);
  });

  test("get an answer after the storage was closed: no", async () => {
    await using bench = await openBench(database);
    const other = await bench.openAnother();
    await other.close();
    await expect(other.hasAdmin()).rejects.toThrow("closed");
  });
});
