import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import type { Transport } from "../../src/web/store/contract.ts";
import { makeRoom } from "../support/make-rooms.ts";
import { type Person, registerPeople } from "../support/people.ts";
import { type StartedParley, startParley } from "../support/start-parley.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";
import { WebClient } from "../support/web-client.ts";

let parley: StartedParley;
let ann: Person;
let bob: Person;

beforeAll(async () => {
  parley = await startParley();
});
afterAll(() => parley[Symbol.asyncDispose]());
beforeEach(async () => {
  [ann, bob] = (await registerPeople(parley.url, 2)) as [Person, Person];
});

const paths: readonly (readonly [Transport, readonly Transport[]])[] = [
  ["websocket", []],
  ["sse", ["websocket"]],
  ["poll", ["websocket", "sse"]],
];

async function say(person: Person, roomId: RoomId, body: string) {
  const clientId = randomUUID() as ClientId;
  return (await person.call("sendMessage", { params: { room: String(roomId) }, body: { body, clientId } })).message;
}

describe.each(paths)("over %s", (transport, blocked) => {
  const open = (person?: Person) => new WebClient(parley.url, { blocked, ...(person && { cookie: person.cookie }) });

  test("two people talk; what I write is there at once and stays one line; edits arrive", async () => {
    const roomId = await makeRoom([ann, bob]);
    using client = open(ann);
    await client.untilLive();
    expect(client.state.connection).toEqual({ kind: "live", transport });
    await client.open(roomId);
    const { id } = await say(bob, roomId, "hello ann");
    await client.until(() => client.linesOf(roomId).includes("hello ann"), "bob's message");
    client.app.actions.send(roomId, "hello bob");
    expect(client.linesOf(roomId)).toEqual(["hello ann", "hello bob…"]);
    await client.until(() => client.state.outbox.length === 0, "the acknowledgement");
    expect(client.linesOf(roomId)).toEqual(["hello ann", "hello bob"]);
    await bob.call("editMessage", { params: { id }, body: { body: "hello Ann" } });
    await client.until(() => client.linesOf(roomId)[0] === "hello Ann", "the edit");
  });

  test("a room that is opened while another is followed misses nothing", async () => {
    const [first, second] = [await makeRoom([ann, bob]), await makeRoom([ann, bob])];
    using client = open(ann);
    await client.untilLive();
    await client.open(first);
    await say(bob, second, "before");
    await Promise.all([client.open(second), say(bob, second, "meanwhile"), say(bob, first, "there too")]);
    await say(bob, second, "after");
    await client.until(() => client.linesOf(second).length === 3, "all of the second room");
    await client.until(() => client.linesOf(first).length === 1, "the first room");
    expect(new Set(client.linesOf(second))).toEqual(new Set(["before", "meanwhile", "after"]));
  });

  test("news of a room that is not open is counted", async () => {
    const roomId = await makeRoom([ann, bob]);
    using client = open(ann);
    await client.untilLive();
    await client.until(() => client.state.rooms.has(roomId), "the room list");
    for (const body of ["1", "2", "3"]) await say(bob, roomId, body);
    await client.until(() => client.state.rooms.get(roomId)?.n === 3, "the count");
    expect(client.state.rooms.get(roomId)?.membership?.readN).toBe(0);
  });

  test("history is loaded before the window, without a seam", async () => {
    const roomId = await makeRoom([ann, bob]);
    for (let count = 1; count <= 60; count++) await say(bob, roomId, `${count}`);
    using client = open(ann);
    await client.untilLive();
    await client.open(roomId);
    expect(client.linesOf(roomId)[0]).toBe("36");
    await client.app.actions.loadOlder(roomId);
    expect(client.linesOf(roomId)).toEqual(Array.from({ length: 60 }, (_, index) => `${index + 1}`));
    expect(client.windowOf(roomId)?.state.hasMore).toBe(false);
  });

  test("reading on one device is read on the other", async () => {
    const roomId = await makeRoom([ann, bob]);
    await say(bob, roomId, "one");
    using desk = open(ann);
    using phone = new WebClient(parley.url, { cookie: ann.cookie });
    await Promise.all([desk.untilLive(), phone.untilLive()]);
    await desk.open(roomId);
    expect(desk.windowOf(roomId)?.dividerN).toBe(0);
    desk.app.actions.markRead(roomId, 1);
    const isRead = () => phone.state.rooms.get(roomId)?.membership?.readN === 1;
    await phone.until(isRead, "the mark on the phone");
    await desk.open(roomId);
    expect(desk.windowOf(roomId)?.dividerN).toBe(0);
    desk.app.actions.leaveView(roomId);
    await desk.open(roomId);
    expect(desk.windowOf(roomId)?.dividerN).toBeUndefined();
  });

  test("a guest reads the lobby live", async () => {
    using client = open();
    await client.untilLive();
    expect(client.state.me).toBeNull();
    const lobby = await client.open("lobby");
    await say(bob, lobby, `for guests over ${transport}`);
    await client.until(() => client.linesOf(lobby).includes(`for guests over ${transport}`), "the message");
  });

  test("who is removed from a private room keeps nothing of it", async () => {
    const { room } = await bob.call("createRoom", { body: { name: "Quiet", kind: "private" } });
    await bob.call("addMembers", { params: { room: String(room.id) }, body: { userIds: [ann.user.id] } });
    await say(bob, room.id, "between us");
    using client = open(ann);
    await client.untilLive();
    await client.open(room.id);
    await bob.call("removeMember", { params: { room: String(room.id), user: String(ann.user.id) } });
    await client.until(() => client.windowOf(room.id)?.error?.code === "not_found", "the refusal");
    expect(client.linesOf(room.id)).toEqual([]);
    await client.until(() => !client.state.rooms.has(room.id), "the room list without it");
  });
});

test("an address that leads nowhere says so", async () => {
  using client = new WebClient(parley.url, { cookie: ann.cookie });
  const opened = await client.app.actions.openRoom("no-such-room");
  expect(opened).toMatchObject({ ok: false, error: { code: "not_found" } });
});

test("a guest becomes a person without a reload, and a guest again at logout", async () => {
  using client = new WebClient(parley.url);
  await client.untilLive();
  const username = `carl${process.pid}`;
  const refused = await client.actions.register({ username, password: "short" });
  expect(refused).toMatchObject({ ok: false, error: { code: "invalid", fields: { password: expect.any(String) } } });
  const entered = await client.actions.register({ username, password: "long enough 1" });
  expect(entered.ok).toBe(true);
  await client.untilLive();
  const lobby = await client.open("lobby");
  client.app.actions.send(lobby, `I am ${username}`);
  await client.until(() => client.linesOf(lobby).includes(`I am ${username}`), "my message");
  const made = await client.actions.createRoom({ name: "Mine alone", kind: "private" });
  expect(made.ok && client.state.rooms.has(made.value.id)).toBe(true);
  await client.app.actions.logOut();
  await client.untilLive();
  expect(client.state.me).toBeNull();
  expect([...client.state.rooms.values()].every((room) => room.readableBy === "everyone")).toBe(true);
  expect(client.state.windows.size).toBe(0);
});

test("logging out in one place ends the other place of that session, with nothing left in sight", async () => {
  const [dora] = (await registerPeople(parley.url, 1)) as [Person];
  using client = new WebClient(parley.url, { cookie: dora.cookie });
  await client.untilLive();
  await client.open("lobby");
  await dora.call("logout", {});
  await client.until(() => client.state.connection.kind === "ended", "the end");
  expect(client.state.connection).toEqual({ kind: "ended", reason: "session" });
  expect(client.state.me).toBeNull();
  expect(client.state.windows.size).toBe(0);
});

test.each(paths)("a server that goes and comes back: nothing typed is lost or doubled over %s", async (_, blocked) => {
  using folder = makeTemporaryFolder();
  const first = await startParley({ env: { DATA_DIR: folder.path } });
  const env = { DATA_DIR: folder.path, PORT: new URL(first.url).port };
  const [eve] = (await registerPeople(first.url, 1)) as [Person];
  const roomId = await makeRoom([eve]);
  using client = new WebClient(first.url, { cookie: eve.cookie, blocked });
  await client.untilLive();
  await client.open(roomId);
  client.app.actions.send(roomId, "0");
  await client.until(() => client.state.outbox.length === 0, "the first message");
  await first[Symbol.asyncDispose]();
  await client.until(() => client.state.connection.kind !== "live", "the loss of the connection");
  expect(client.state.troubledSinceMs).toBeDefined();
  for (let count = 1; count <= 20; count++) client.app.actions.send(roomId, `${count}`);
  await using second = await startParley({ env });
  expect(second.url).toBe(first.url);
  client.wake();
  await client.until(() => client.state.outbox.length === 0, "everything to be sent");
  expect(client.linesOf(roomId)).toEqual(Array.from({ length: 21 }, (_, count) => `${count}`));
  expect(client.state.troubledSinceMs).toBeUndefined();
  const { messages } = await eve.call("listMessages", { params: { room: String(roomId) }, query: { limit: 100 } });
  expect(client.windowOf(roomId)?.state.messages).toEqual(messages);
});
