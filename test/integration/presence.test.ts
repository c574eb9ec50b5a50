import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RoomId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { eventually } from "../support/eventually.ts";
import { LiveClient } from "../support/live-client.ts";
import { transports } from "../support/live-transports.ts";
import { type OpenedApp, openApp } from "../support/open-app.ts";
import { guestAt, type Person, registerPeople, registerPerson } from "../support/people.ts";

let opened: OpenedApp;
let ana: Person;
let bo: Person;
let cy: Person;

beforeAll(async () => {
  opened = await openApp();
  [ana, bo, cy] = (await registerPeople(opened.url, 3)) as [Person, Person, Person];
});
afterAll(() => opened[Symbol.asyncDispose]());

const choose = (person: Person, state: "online" | "away" | "dnd" | "invisible", until?: number) =>
  person.call("choosePresence", { body: { state, ...(until !== undefined && { until }) } });

/** A frame that comes after whatever was told before: the person's own log. */
async function untilOwnNews(client: LiveClient, person: Person): Promise<void> {
  const before = client.userEvents.length;
  await person.call("changePreferences", { body: { sound: true } });
  await eventually(() => client.userEvents.length > before, { what: "news of one's own log", withinMs: 5_000 });
}

async function makePrivateRoom([owner, ...others]: readonly [Person, ...Person[]]): Promise<RoomId> {
  const { room } = await owner.call("createRoom", { body: { name: "Quiet", kind: "private" } });
  const userIds = others.map(({ user }) => user.id);
  await owner.call("addMembers", { params: { room: String(room.id) }, body: { userIds } });
  return room.id;
}

/** Says it again as a client does: a reader that polls hears only what is said while it waits. */
async function typeUntilSeen(typist: Person, reader: LiveClient, roomId: RoomId): Promise<void> {
  const isSeen = async () => {
    await typist.call("type", { params: { room: String(roomId) } });
    return reader.typings.length > 0;
  };
  await eventually(isSeen, { what: "the reader to see who types", everyMs: 50 });
}

/** Leaves the rooms that everybody starts in. */
async function leaveAll(person: Person): Promise<void> {
  for (const { id, membership } of (await person.call("listRooms", { query: {} })).rooms) {
    if (membership) await person.call("removeMember", { params: { room: String(id), user: "me" } });
  }
}

describe.each(transports)("over %s", (transport) => {
  const connect = (caller: Person, watch: readonly Person[], rooms: readonly RoomId[] = []) =>
    LiveClient.open({ caller, transport, rooms, watch: watch.map(({ user }) => user.id) });

  test("PRES-1: who is there, and every change of it", async () => {
    await choose(ana, "online");
    await using _ = await LiveClient.open({ caller: ana, transport: "socket", rooms: [] });
    await using watcher = await connect(bo, [ana]);
    await eventually(() => watcher.presenceOf(ana.user.id) === "online", { what: "Ana to be online" });
    for (const state of ["away", "dnd", "online"] as const) {
      await choose(ana, state);
      await eventually(() => watcher.presenceOf(ana.user.id) === state, { what: `Ana to be ${state}` });
    }
    expect(watcher.faults).toEqual([]);
  });

  test("PRES-4: invisible shows as offline to others only", async () => {
    await choose(ana, "online");
    await using mine = await connect(ana, [ana]);
    await using watcher = await connect(bo, [ana]);
    await eventually(() => watcher.presenceOf(ana.user.id) === "online", { what: "Ana to be online" });
    await choose(ana, "invisible");
    await eventually(() => watcher.presenceOf(ana.user.id) === "offline", { what: "Ana to be gone" });
    await eventually(() => mine.presenceOf(ana.user.id) === "invisible", { what: "Ana to know it herself" });
    expect(watcher.presences.map(({ state }) => state)).not.toContain("invisible");
    await choose(ana, "online");
  });

  test("A5: strangers see nobody, and hear of no typing", async () => {
    const stranger = await registerPerson(opened.url);
    await leaveAll(stranger);
    const roomId = await makePrivateRoom([ana, bo]);
    await using member = await LiveClient.open({ caller: bo, transport, rooms: [roomId] });
    await using _ = await LiveClient.open({ caller: ana, transport: "socket", rooms: [] });
    await using spy = new LiveClient({ caller: stranger, transport, rooms: [], watch: [ana.user.id, bo.user.id] });
    spy.connect();
    await eventually(() => spy.welcome !== undefined || transport === "poll", { what: "the spy to be in" });
    await member.untilLevel();
    await choose(ana, "dnd");
    await choose(ana, "online");
    await typeUntilSeen(ana, member, roomId);
    await expect(stranger.call("type", { params: { room: String(roomId) } })).rejects.toMatchObject({ status: 404 });
    await untilOwnNews(spy, stranger);
    expect([spy.presences, spy.typings, spy.hints]).toEqual([[], [], []]);
  });

  test("TYPE-1: those who look at the room see who types, the typist and others do not", async () => {
    const roomId = await makePrivateRoom([ana, bo, cy]);
    await using mine = await connect(ana, [], [roomId]);
    await using reader = await connect(bo, [], [roomId]);
    await using elsewhere = await connect(cy, []);
    await Promise.all([mine, reader].map((client) => client.untilLevel()));
    await eventually(() => elsewhere.welcome !== undefined || transport === "poll", { what: "the other to be in" });
    await typeUntilSeen(ana, reader, roomId);
    expect(reader.typings[0]).toMatchObject({ roomId, user: { id: ana.user.id, username: ana.username } });
    await untilOwnNews(mine, ana);
    await untilOwnNews(elsewhere, cy);
    expect([mine.typings, elsewhere.typings]).toEqual([[], []]);
  });

  test("TYPE-1: of whom one has blocked, one does not see that they type", async () => {
    const roomId = await makePrivateRoom([ana, bo, cy]);
    await cy.call("blockUser", { params: { id: ana.user.id } });
    await using reader = await connect(bo, [], [roomId]);
    await using deaf = await connect(cy, [], [roomId]);
    await Promise.all([reader, deaf].map((client) => client.untilLevel()));
    await typeUntilSeen(ana, reader, roomId);
    await untilOwnNews(deaf, cy);
    expect(deaf.typings).toEqual([]);
    await cy.call("unblockUser", { params: { id: ana.user.id } });
  });
});

test("TYPE-1: the socket's frame does the same, and is refused the same", async () => {
  const roomId = await makePrivateRoom([ana, bo]);
  await using reader = await LiveClient.open({ caller: bo, transport: "socket", rooms: [roomId] });
  await using typist = await LiveClient.open({ caller: ana, transport: "socket", rooms: [] });
  await using stranger = await LiveClient.open({ caller: cy, transport: "socket", rooms: [] });
  await reader.untilLevel();
  await eventually(() => typist.canSend && stranger.canSend, { what: "both to be in" });
  typist.sendFrame({ t: "typing", roomId });
  await eventually(() => reader.typings.length > 0, { what: "the reader to see it" });
  stranger.sendFrame({ t: "typing", ref: "a", roomId });
  await eventually(() => stranger.errors.length > 0, { what: "a refusal" });
  expect(stranger.errors[0]).toMatchObject({ code: "not_found", ref: "a" });
  await expect(guestAt(opened.url).call("type", { params: { room: "lobby" } })).rejects.toMatchObject({ status: 401 });
});

test("A2: who is removed hears no typing any more, and is heard no more", async () => {
  const roomId = await makePrivateRoom([ana, bo, cy]);
  await using victim = await LiveClient.open({ caller: cy, transport: "socket", rooms: [roomId] });
  await using witness = await LiveClient.open({ caller: bo, transport: "socket", rooms: [roomId] });
  await victim.untilLevel();
  await witness.untilLevel();
  await ana.call("removeMember", { params: { room: String(roomId), user: String(cy.user.id) } });
  await ana.call("type", { params: { room: String(roomId) } });
  await eventually(() => witness.typings.length > 0, { what: "the witness to see it" });
  await expect(cy.call("type", { params: { room: String(roomId) } })).rejects.toMatchObject({ status: 404 });
  await untilOwnNews(victim, cy);
  expect(victim.typings).toEqual([]);
});

test("PRES-3: idle devices make away, over sockets and over HTTP", async () => {
  await using device = await LiveClient.open({ caller: ana, transport: "socket", rooms: [] });
  await using watcher = await LiveClient.open({ caller: bo, transport: "socket", rooms: [], watch: [ana.user.id] });
  await eventually(() => watcher.presenceOf(ana.user.id) === "online" && device.canSend, { what: "Ana to be online" });
  device.sendFrame({ t: "active", isActive: false });
  await eventually(() => watcher.presenceOf(ana.user.id) === "away", { what: "Ana to be away" });
  const first = await ana.call("sync", { query: { active: "false", wait: 20 } });
  const active = ana.call("sync", { query: { cursor: first.cursor, active: "true", wait: 5 } });
  await eventually(() => watcher.presenceOf(ana.user.id) === "online", { what: "Ana to be back on another device" });
  await ana.call("changePreferences", { body: { sound: true } });
  expect((await active).frames.at(-1)).toMatchObject({ t: "user-event" });
});

test("PRES-6: a poll that says what it knows waits for a change", async () => {
  await using _ = await LiveClient.open({ caller: ana, transport: "socket", rooms: [] });
  const id = ana.user.id;
  const { cursor } = await bo.call("sync", { query: {} });
  const first = await bo.call("sync", { query: { cursor, watch: String(id), wait: 10 } });
  expect(first.frames).toMatchObject([{ t: "presence", users: [{ id, state: "online" }] }]);
  const next = bo.call("sync", { query: { cursor, watch: `${id}.online`, wait: 20 } });
  await choose(ana, "dnd");
  expect((await next).frames).toMatchObject([{ t: "presence", users: [{ id, state: "dnd" }] }]);
  await choose(ana, "online");
});

test("what is no choice, too many people, and moments that have passed are refused", async () => {
  await expect(choose(ana, "offline" as "away")).rejects.toMatchObject({ status: 422 });
  await expect(choose(ana, "away", 1)).rejects.toMatchObject({ status: 422 });
  const crowd = Array.from({ length: limits.watchMaxUsers + 1 }, (_, at) => at + 1).join(",");
  await expect(ana.call("sync", { query: { watch: crowd } })).rejects.toMatchObject({ status: 422 });
  await expect(ana.call("sync", { query: { watch: "1.asleep" } })).rejects.toMatchObject({ status: 422 });
});

test("the choice is kept, and reaches all my devices", async () => {
  await using device = await LiveClient.open({ caller: bo, transport: "socket", rooms: [] });
  await eventually(() => device.welcome !== undefined, { what: "a welcome" });
  const until = Date.now() + 3_600_000;
  await choose(bo, "dnd", until);
  expect((await bo.call("getPreferences", {})).preferences.presence).toEqual({ state: "dnd", until });
  await eventually(() => device.userEvents.length > 0, { what: "the other device to hear" });
  expect(device.userEvents[0]).toMatchObject({ type: "preferences", preferences: { presence: { state: "dnd" } } });
  await choose(bo, "online");
});
