import { describe, expect, test } from "vitest";
import type { RoomId } from "#protocol/ids.ts";
import { guest, type Person } from "../../src/server/auth/viewer.ts";
import { type Bench, databases, openBench } from "./databases.ts";

async function openPrivate(bench: Bench, owner: Person, ...others: readonly Person[]): Promise<RoomId> {
  const { id } = await bench.room(owner, { kind: "private" });
  const userIds = others.map(({ userId }) => userId);
  if (userIds.length > 0) await bench.storage.addMembers({ viewer: owner, room: String(id), userIds });
  return id;
}

async function leave(bench: Bench, viewer: Person, room: RoomId | string): Promise<void> {
  await bench.storage.removeMember({ viewer, room: String(room), userId: viewer.userId });
}

async function person(bench: Bench, name: string): Promise<Person> {
  const { viewer } = await bench.person(name);
  if (viewer.kind !== "person") throw new Error("A person is a person");
  const { rooms } = await bench.storage.listMyRooms(viewer);
  for (const { id } of rooms) await leave(bench, viewer, id);
  return viewer;
}

describe.each(databases)("presence on $kind", (database) => {
  test("PRES-5: acquainted are those who share a room now", async () => {
    await using bench = await openBench(database);
    const [ana, bo, cy] = [await person(bench, "ana"), await person(bench, "bo"), await person(bench, "cy")];
    const userIds = [ana.userId, bo.userId, cy.userId, 999_999 as typeof cy.userId];
    const acquainted = async (of: Person) =>
      (await bench.storage.listAcquainted({ userId: of.userId, userIds })).filter((id) => id !== of.userId);
    expect(await acquainted(ana)).toEqual([]);
    const roomId = await openPrivate(bench, ana, bo);
    await bench.storage.openDirect({ viewer: bo, userIds: [cy.userId], slug: "chat-bocy" });
    expect(await acquainted(ana)).toEqual([bo.userId]);
    expect((await acquainted(bo)).toSorted((a, b) => a - b)).toEqual([ana.userId, cy.userId]);
    await leave(bench, bo, roomId);
    expect([await acquainted(ana), await acquainted(bo)]).toEqual([[], [cy.userId]]);
  });

  test("TYPE-1: who types is a member; whoever may not see the room learns nothing", async () => {
    await using bench = await openBench(database);
    const [ana, bo] = [await person(bench, "ana"), await person(bench, "bo")];
    const roomId = await openPrivate(bench, ana);
    const room = String(roomId);
    expect(await bench.storage.findTypist({ viewer: ana, room })).toMatchObject({
      roomId,
      typist: { username: "ana" },
    });
    await expect(bench.storage.findTypist({ viewer: bo, room })).rejects.toMatchObject({ code: "not_found" });
    await expect(bench.storage.findTypist({ viewer: guest, room })).rejects.toMatchObject({ code: "not_found" });
    await expect(bench.storage.findTypist({ viewer: bo, room: "lobby" })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("PRES-4: of somebody invisible no typing is told, until that ends", async () => {
    await using bench = await openBench(database);
    const ana = await person(bench, "ana");
    const room = String(await openPrivate(bench, ana));
    const choose = (until: number | null) =>
      bench.storage.changePreferences({ userId: ana.userId, changes: { presence: { state: "invisible", until } } });
    await choose(null);
    expect((await bench.storage.findTypist({ viewer: ana, room })).typist).toBeUndefined();
    await choose(1);
    expect((await bench.storage.findTypist({ viewer: ana, room })).typist?.username).toBe("ana");
  });
});
