import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RoomForMe } from "#protocol/room.ts";
import { limits } from "#protocol/limits.ts";
import { exchange } from "../support/exchange.ts";
import { openApp, type OpenedApp } from "../support/open-app.ts";
import { guestAt, type Person, registerPerson } from "../support/people.ts";

let opened: OpenedApp;
let ada: Person;
let bob: Person;
let rooms = 0;

beforeAll(async () => {
  opened = await openApp();
  [ada, bob] = await Promise.all([registerPerson(opened.url), registerPerson(opened.url)]);
});
afterAll(() => opened[Symbol.asyncDispose]());

const as = (person: Person | undefined, line: string, body?: unknown) =>
  exchange(opened.url, line, { body, headers: person ? { cookie: person.cookie } : {} });

async function makeRoom(owner: Person, body: Record<string, unknown> = {}): Promise<RoomForMe> {
  const answer = await owner.call("createRoom", { body: { name: `Room number ${++rooms}`, ...body } });
  return answer.room;
}

const guest = () => guestAt(opened.url);
const at = (room: RoomForMe) => ({ params: { room: String(room.id) } });

describe("creating", () => {
  test("makes me the owner, and the address from the name", async () => {
    const { room } = await ada.call("createRoom", { body: { name: "  Crème & Brûlée " } });
    expect(room).toMatchObject({
      slug: "creme-brulee",
      name: "Crème & Brûlée",
      topic: "",
      kind: "public",
      readableBy: "members",
      memberCount: 1,
      membership: { role: "owner" },
    });
    const again = await ada.call("createRoom", { body: { name: "Creme Brulee" } });
    expect(again.room.slug).toBe("creme-brulee-2");
  });

  test("finds an address for names without ASCII, however many", async () => {
    const slugs = new Set<string>();
    for (let index = 0; index < 6; index++) slugs.add((await makeRoom(bob, { name: "日本" })).slug);
    expect(slugs.size).toBe(6);
    for (const slug of slugs) expect(slug).toMatch(/^room-\d+$/);
  });

  test("a chosen address is taken or refused, never changed", async () => {
    const { slug } = await makeRoom(ada, { slug: `chosen-${process.pid}` });
    expect(await as(bob, "POST /api/v1/rooms", { name: "Mine", slug })).toMatchObject({
      status: 409,
      json: { error: { code: "slug_taken" } },
    });
  });

  test.each([
    { name: "" },
    { name: " \u200b " },
    { name: "a\nb" },
    { name: "\u202egnp" },
    { name: "x".repeat(65) },
    { name: 1 },
    { name: "ok", slug: "123" },
    { name: "ok", slug: "Upper" },
    { name: "ok", slug: "../etc" },
    { name: "ok", slug: "messages" },
    { name: "ok", slug: "" },
    { name: "ok", topic: "x".repeat(251) },
    { name: "ok", kind: "direct" },
    { name: "ok", kind: "group" },
    { name: "ok", readableBy: "nobody" },
    {},
    [],
    '"name"',
    null,
  ])("not as %j", async (body) => {
    const answer = await as(ada, "POST /api/v1/rooms", body);
    expect([answer.status, answer.json?.error?.code]).toEqual([422, "invalid"]);
    expect(Object.keys(answer.json?.error?.fields ?? {})).not.toEqual([]);
  });

  test("not by guests", async () => {
    expect(await as(undefined, "POST /api/v1/rooms", { name: "ok" })).toMatchObject({ status: 401 });
  });

  test("is limited for each person", async () => {
    const eve = await registerPerson(opened.url);
    const statuses: number[] = [];
    for (let index = 0; index <= limits.roomsMaxPerUser.count; index++) {
      statuses.push((await as(eve, "POST /api/v1/rooms", { name: `Flood ${index}` })).status);
    }
    expect(statuses.filter((status) => status === 201)).toHaveLength(limits.roomsMaxPerUser.count);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("who sees what", () => {
  test("a public room is seen by members of the installation, a guest's list has only what everyone may read", async () => {
    const open = await makeRoom(ada, { readableBy: "everyone" });
    const inside = await makeRoom(ada);
    const seenByBob = (await bob.call("getRoom", at(inside))).room;
    expect(seenByBob).toEqual({ ...inside, membership: undefined });
    const { rooms: guests } = await guest().call("listRooms", { query: {} });
    expect(guests.map(({ id }) => id)).toContain(open.id);
    expect(guests.map(({ id }) => id)).not.toContain(inside.id);
    expect(new Set(guests.map(({ readableBy }) => readableBy))).toEqual(new Set(["everyone"]));
    expect((await guest().call("getRoom", at(open))).room).toMatchObject({ id: open.id });
  });

  test("my rooms come first in my list", async () => {
    const mine = await makeRoom(bob);
    const { rooms: list } = await bob.call("listRooms", { query: {} });
    const flags = list.map(({ membership }) => membership !== undefined);
    expect(flags).toEqual(flags.toSorted((one, other) => Number(other) - Number(one)));
    expect(list.find(({ id }) => id === mine.id)).toEqual(mine);
  });

  test("promise 7: a private room looks to others as if it did not exist, on every road", async () => {
    const room = await makeRoom(ada, { kind: "private" });
    const { message } = await ada.call("sendMessage", {
      ...at(room),
      body: { body: "secret", clientId: `private-${room.id}` },
    });
    const roads = (name: number | string, messageId: number): [string, unknown][] => [
      [`GET /api/v1/rooms/${name}`, undefined],
      [`PATCH /api/v1/rooms/${name}`, { name: "Taken over" }],
      [`GET /api/v1/rooms/${name}/members`, undefined],
      [`POST /api/v1/rooms/${name}/members`, {}],
      [`POST /api/v1/rooms/${name}/members`, { userIds: [bob.user.id] }],
      [`DELETE /api/v1/rooms/${name}/members/${ada.user.id}`, undefined],
      [`DELETE /api/v1/rooms/${name}/members/me`, undefined],
      [`GET /api/v1/rooms/${name}/messages`, undefined],
      [`POST /api/v1/rooms/${name}/messages`, { body: "hi", clientId: `intruder-${room.id}` }],
      [`PUT /api/v1/rooms/${name}/read`, { upTo: 1 }],
      [`PATCH /api/v1/messages/${messageId}`, { body: "changed" }],
      [`DELETE /api/v1/messages/${messageId}`, undefined],
    ];
    const missing = await Promise.all(roads(987_654_321, 987_654_321).map(([line, body]) => as(bob, line, body)));
    for (const name of [room.id, room.slug]) {
      const answers = await Promise.all(roads(name, message.id).map(([line, body]) => as(bob, line, body)));
      expect(answers.map(({ status, text }) => `${status} ${text}`)).toEqual(missing.map(({ text }) => `404 ${text}`));
    }
    expect((await ada.call("getRoom", at(room))).room).toMatchObject({ name: room.name, n: 1, memberCount: 1 });
    expect((await bob.call("listRooms", { query: {} })).rooms.map(({ id }) => id)).not.toContain(room.id);
  });

  test.each(["0", "-1", "1e3", "007", "99999999999999999999", "nowhere", "..%2f..", "%20", "x".repeat(300)])(
    "there is no room %s",
    async (name) => {
      for (const line of [`GET /api/v1/rooms/${name}`, `GET /api/v1/rooms/${name}/messages`]) {
        expect(await as(ada, line)).toMatchObject({ status: 404, json: { error: { code: "not_found" } } });
      }
      const send = { body: "hi", clientId: `nowhere-${process.pid}` };
      expect(await as(ada, `POST /api/v1/rooms/${name}/messages`, send)).toMatchObject({ status: 404 });
    },
  );
});

describe("joining and leaving", () => {
  test("a public room is joined by anybody, once however often", async () => {
    const room = await makeRoom(ada);
    const joined = await bob.call("addMembers", { ...at(room), body: {} });
    expect(joined.room).toMatchObject({ memberCount: 2, membership: { role: "member" } });
    const again = await bob.call("addMembers", { ...at(room), body: {} });
    expect(again.room).toEqual(joined.room);
    const { members } = await ada.call("listMembers", { ...at(room), query: {} });
    const roles = Object.fromEntries(members.map(({ user, role }) => [user.id, role]));
    expect(roles).toEqual({ [ada.user.id]: "owner", [bob.user.id]: "member" });
  });

  test("a private room is joined by being added", async () => {
    const room = await makeRoom(ada, { kind: "private" });
    await ada.call("addMembers", { ...at(room), body: { userIds: [bob.user.id] } });
    expect((await bob.call("getRoom", at(room))).room).toMatchObject({ membership: { role: "member" } });
  });

  test("a private room that everyone reads is not joined by oneself", async () => {
    const room = await makeRoom(ada, { kind: "private", readableBy: "everyone" });
    expect(await as(bob, `POST /api/v1/rooms/${room.id}/members`, {})).toMatchObject({ status: 403 });
    expect((await ada.call("getRoom", at(room))).room.memberCount).toBe(1);
  });

  test("who left a private room is a stranger again", async () => {
    const room = await makeRoom(ada, { kind: "private" });
    await ada.call("addMembers", { ...at(room), body: { userIds: [bob.user.id] } });
    await bob.call("removeMember", { params: { room: room.slug, user: "me" } });
    expect(await as(bob, `GET /api/v1/rooms/${room.id}/messages`)).toMatchObject({ status: 404 });
    expect(await as(bob, `POST /api/v1/rooms/${room.id}/members`, {})).toMatchObject({ status: 404 });
  });

  test("the owner removes members, members do not", async () => {
    const room = await makeRoom(ada);
    await ada.call("addMembers", { ...at(room), body: { userIds: [bob.user.id] } });
    expect(await as(bob, `DELETE /api/v1/rooms/${room.id}/members/${ada.user.id}`)).toMatchObject({ status: 403 });
    await ada.call("removeMember", { params: { room: String(room.id), user: String(bob.user.id) } });
    expect((await ada.call("getRoom", at(room))).room.memberCount).toBe(1);
  });

  test("the last owner stays while others are there", async () => {
    const room = await makeRoom(ada);
    await bob.call("addMembers", { ...at(room), body: {} });
    expect(await as(ada, `DELETE /api/v1/rooms/${room.id}/members/me`)).toMatchObject({
      status: 409,
      json: { error: { code: "last_owner" } },
    });
  });

  test.each([{ userIds: [] }, { userIds: [987_654_321] }, { userIds: ["1"] }, { userIds: [-1] }, { userIds: 1 }])(
    "nobody is added by %j",
    async (body) => {
      const room = await makeRoom(ada);
      expect(await as(ada, `POST /api/v1/rooms/${room.id}/members`, body)).toMatchObject({ status: 422 });
    },
  );
});

describe("changing", () => {
  test("the owner renames; the old address is gone and the new one works", async () => {
    const room = await makeRoom(ada, { slug: `before-${process.pid}` });
    const changes = { name: "After", slug: `after-${process.pid}`, topic: "All new", readableBy: "everyone" as const };
    const changed = await ada.call("changeRoom", { ...at(room), body: changes });
    expect(changed.room).toMatchObject(changes);
    const send = { body: "hi", clientId: `rename-${room.id}` };
    expect(await as(ada, `POST /api/v1/rooms/${room.slug}/messages`, send)).toMatchObject({ status: 404 });
    expect(await as(ada, `POST /api/v1/rooms/${changes.slug}/messages`, send)).toMatchObject({ status: 201 });
    expect((await ada.call("changeRoom", { ...at(room), body: { topic: "" } })).room).toMatchObject({
      ...changes,
      topic: "",
    });
  });

  test("members do not, and nobody takes another room's address", async () => {
    const [room, other] = [await makeRoom(ada), await makeRoom(ada)];
    await bob.call("addMembers", { ...at(room), body: {} });
    expect(await as(bob, `PATCH /api/v1/rooms/${room.id}`, { name: "Bob's" })).toMatchObject({ status: 403 });
    expect(await as(ada, `PATCH /api/v1/rooms/${room.id}`, { slug: other.slug })).toMatchObject({ status: 409 });
  });

  test("A9: nothing but what is offered changes", async () => {
    const forged = { id: 1, seq: 99, rev: 99, n: 99, memberCount: 99, createdAt: "2020-01-01T00:00:00.000Z" };
    const room = await makeRoom(ada, { ...forged, membership: { role: "member" }, ownerId: bob.user.id });
    expect(room).toMatchObject({ memberCount: 1, n: 0, membership: { role: "owner" } });
    expect(room.id).not.toBe(1);
    const body = `{"name":"Same","__proto__":{"topic":"x"},"constructor":{"prototype":{"topic":"x"}},"seq":99,"n":99,"id":1}`;
    const answer = await as(ada, `PATCH /api/v1/rooms/${room.id}`, body);
    expect(answer).toMatchObject({ status: 200, json: { room: { id: room.id, n: 0, topic: "", name: "Same" } } });
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)["topic"]).toBeUndefined();
  });
});
