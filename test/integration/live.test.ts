import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { Caller } from "../support/caller.ts";
import { eventually } from "../support/eventually.ts";
import { LiveClient } from "../support/live-client.ts";
import { transports } from "../support/live-transports.ts";
import { makeRoom } from "../support/make-rooms.ts";
import { type OpenedApp, openApp } from "../support/open-app.ts";
import { guestAt, type Person, registerPeople } from "../support/people.ts";

let opened: OpenedApp;
let ann: Person;
let bob: Person;
let cyd: Person;

beforeAll(async () => {
  opened = await openApp();
  const people = await registerPeople(opened.url, 3);
  [ann, bob, cyd] = people as [Person, Person, Person];
});
afterAll(() => opened[Symbol.asyncDispose]());

const newClientId = () => randomUUID() as ClientId;

async function send(caller: Caller, roomId: RoomId, body: string): Promise<number> {
  const input = { params: { room: String(roomId) }, body: { body, clientId: newClientId() } };
  const { message } = await caller.call("sendMessage", input);
  return message.seq;
}

async function makePrivateRoom(owner: Person, ...others: Person[]): Promise<RoomId> {
  const { room } = await owner.call("createRoom", { body: { name: "Quiet", kind: "private" } });
  for (const { user } of others) {
    await owner.call("addMembers", { params: { room: String(room.id) }, body: { userIds: [user.id] } });
  }
  return room.id;
}

function bodiesOf(client: LiveClient, roomId: RoomId): string[] {
  return client.state(roomId).messages.map((message) => message.body);
}

describe.each(transports)("over %s", (transport) => {
  const follow = (caller: Caller, ...rooms: RoomId[]) => LiveClient.open({ caller, transport, rooms });

  test("ROOM-3: a guest reads the lobby live", async () => {
    const lobby = (await guestAt(opened.url).call("getRoom", { params: { room: "lobby" } })).room;
    await using reader = await follow(guestAt(opened.url), lobby.id);
    await reader.untilLevel();
    const seq = await send(ann, lobby.id, `hello over ${transport}`);
    await reader.untilSeq(lobby.id, seq);
    expect(bodiesOf(reader, lobby.id)).toContain(`hello over ${transport}`);
    expect(reader.faults).toEqual([]);
  });

  test("LOG-2: events of one room come in one order, edits and deletions too", async () => {
    const roomId = await makeRoom([ann, bob]);
    await using reader = await follow(bob, roomId);
    await reader.untilLevel();
    const { message } = await ann.call("sendMessage", {
      params: { room: String(roomId) },
      body: { body: "teh", clientId: newClientId() },
    });
    await send(ann, roomId, "gone soon");
    await ann.call("editMessage", { params: { id: message.id }, body: { body: "the" } });
    const last = (await ann.call("listMessages", { params: { room: String(roomId) }, query: {} })).messages.at(-1);
    const deleted = await ann.call("deleteMessage", { params: { id: last?.id ?? message.id } });
    await reader.untilSeq(roomId, deleted.message.rev);
    expect(bodiesOf(reader, roomId)).toEqual(["the", ""]);
    expect(reader.faults).toEqual([]);
  });

  test("SUB-2: whoever is removed gets their own leaving last, then nothing", async () => {
    const roomId = await makePrivateRoom(ann, bob);
    await using victim = await follow(bob, roomId);
    await using witness = await follow(ann, roomId);
    await victim.untilLevel();
    await witness.untilLevel();
    const before = await send(ann, roomId, "before");
    await victim.untilSeq(roomId, before);
    const sends = Array.from({ length: 10 }, (_, i) => send(ann, roomId, `meanwhile ${i}`));
    const removal = bob.call("removeMember", { params: { room: String(roomId), user: "me" } });
    await Promise.all([...sends, removal]);
    const after = await Promise.all(Array.from({ length: 10 }, (_, i) => send(ann, roomId, `after ${i}`)));
    await witness.untilSeq(roomId, Math.max(...after));
    const left = witness.state(roomId).members.get(bob.user.id);
    expect(left?.leftAt).toBeDefined();
    await eventually(() => victim.errors.some(({ code }) => code === "not_found"), { what: "the refusal" });
    expect(victim.state(roomId).seq).toBeLessThanOrEqual(left?.rev ?? 0);
    expect(bodiesOf(victim, roomId).filter((body) => body.startsWith("after"))).toEqual([]);
  });

  test("ROOM-2: a private room looks to others like one that does not exist", async () => {
    const roomId = await makePrivateRoom(ann);
    const { epoch } = opened.context.storage;
    const at = (id: number) => [{ ...emptyState(id as RoomId), epoch }];
    await using stranger = new LiveClient({ caller: bob, transport, rooms: at(roomId) });
    await using seeker = new LiveClient({ caller: bob, transport, rooms: at(999_999) });
    for (const client of [stranger, seeker]) {
      client.connect();
      await eventually(() => client.errors.length > 0, { what: "the refusal" });
    }
    const { roomId: _, ...refusal } = stranger.errors[0] ?? {};
    const { roomId: __, ...refusalOfNothing } = seeker.errors[0] ?? {};
    expect(refusal).toMatchObject({ t: "error", code: "not_found" });
    expect(refusalOfNothing).toEqual(refusal);
  });

  test("SUB-2: guests lose a room that closes its doors", async () => {
    const { room } = await ann.call("createRoom", { body: { name: "Open house", readableBy: "everyone" } });
    await using visitor = await follow(guestAt(opened.url), room.id);
    await visitor.untilLevel();
    await visitor.untilSeq(room.id, await send(ann, room.id, "welcome"));
    await ann.call("changeRoom", { params: { room: room.slug }, body: { readableBy: "members" } });
    await send(ann, room.id, "among ourselves");
    await eventually(() => visitor.errors.some(({ code }) => code === "not_found"), { what: "the refusal" });
    expect(bodiesOf(visitor, room.id)).toEqual(["welcome"]);
  });

  test("AUTH-4: logging out ends the connection and the token", async () => {
    const [person] = await registerPeople(opened.url, 1);
    if (!person) throw new Error("nobody");
    const roomId = await makeRoom([person]);
    await using client = await follow(person, roomId);
    await client.untilLevel();
    const connections = client.counts.connections;
    await person.call("logout", {});
    const ended = () => client.counts.connections > connections || client.errors.length > 0;
    await eventually(ended, { what: "the connection to end", withinMs: 1_000 });
    await expect(person.call("getMe", {})).rejects.toMatchObject({ view: { code: "unauthenticated" } });
    const { sessions } = opened.context;
    expect(await sessions.find(person.cookie.split("=")[1] ?? "")).toBeUndefined();
  });

  test("SUB-3: rooms that are not followed are told of by hints", async () => {
    const followed = await makeRoom([ann, cyd]);
    const other = await makeRoom([ann, cyd]);
    await using client = await follow(cyd, followed);
    await client.untilLevel();
    for (let i = 1; i <= 5; i++) await send(ann, other, `${i}`);
    await eventually(() => client.hints.some(({ roomId, n }) => roomId === other && n === 5), { what: "the hint" });
    const told = client.hints.filter(({ roomId }) => roomId === other).map(({ n }) => n);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.length).toBeLessThanOrEqual(5);
  });

  test("USER-1: joining elsewhere arrives here", async () => {
    const mine = await makeRoom([cyd]);
    await using client = await follow(cyd, mine);
    await client.untilLevel();
    const joined = await makeRoom([ann, cyd]);
    const isTold = () => client.userEvents.some((event) => event.type === "joined" && event.room.id === joined);
    expect(await eventually(() => isTold() || isIn(client, joined), { what: "the room to appear" })).toBe(true);
  });

  test("LOG-6: positions of another epoch, of the future and from too long ago are reset by name", async () => {
    const roomId = await makeRoom([ann, bob]);
    await send(ann, roomId, "there");
    const future = { ...emptyState(roomId), epoch: opened.context.storage.epoch, seq: 999_999 };
    const foreign = { ...emptyState(roomId), seq: 1 };
    for (const state of [future, foreign]) {
      await using client = new LiveClient({ caller: bob, transport, rooms: [state] });
      client.connect();
      await client.untilLevel();
      expect(client.counts.resets).toBe(1);
      expect(bodiesOf(client, roomId)).toEqual(["there"]);
      expect(client.faults).toEqual([]);
    }
  });
});

function emptyState(roomId: RoomId) {
  const epoch = "anotherepoch" as LiveClient["states"][number]["epoch"];
  return { roomId, epoch, seq: 0, room: undefined, messages: [], hasMore: false, members: new Map() };
}

function isIn(client: LiveClient, roomId: RoomId): boolean {
  return client.welcome?.rooms.some((room) => room.id === roomId) ?? false;
}

test("POLL-1: a poll answers at once with news, and with nothing after its wait", async () => {
  const roomId = await makeRoom([ann]);
  const start = await ann.call("sync", { query: { rooms: String(roomId) } });
  expect(start.frames.map((frame) => frame.t)).toEqual(["welcome", "level"]);
  const idle = await ann.call("sync", { query: { rooms: String(roomId), cursor: start.cursor } });
  expect(idle).toEqual({ frames: [], cursor: start.cursor });
  const waiting = ann.call("sync", { query: { rooms: String(roomId), cursor: start.cursor, wait: 25 } });
  await send(ann, roomId, "news");
  const { frames } = await waiting;
  expect(frames).toMatchObject([{ t: "event", roomId, event: { type: "message", message: { body: "news" } } }]);
});

test("POLL-1: more rooms than one connection may follow are refused alike on every transport", async () => {
  const rooms = Array.from({ length: limits.subscriptionsMaxRooms + 1 }, (_, i) => i + 1).join(",");
  await expect(ann.call("sync", { query: { rooms } })).rejects.toMatchObject({
    view: { code: "too_many_subscriptions" },
  });
  const stream = await fetch(`${opened.url}/api/v1/events?rooms=${rooms}`, { headers: ann.headers });
  expect(await stream.text()).toContain('"code":"too_many_subscriptions"');
});

test("AUTH-3: a stream or poll that another site's page opens is refused", async () => {
  for (const path of ["events?rooms=1", "sync?rooms=1"]) {
    const foreign = { ...ann.headers, "sec-fetch-site": "cross-site", origin: "https://evil.example" };
    const response = await fetch(`${opened.url}/api/v1/${path}`, { headers: foreign });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: "cross_site" } });
  }
});
