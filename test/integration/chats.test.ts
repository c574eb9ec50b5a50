import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientId, MessageId, RoomId } from "#protocol/ids.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import { type Caller, RefusedError } from "../support/caller.ts";
import { eventually } from "../support/eventually.ts";
import { LiveClient } from "../support/live-client.ts";
import { type Transport, transports } from "../support/live-transports.ts";
import { type OpenedApp, openApp } from "../support/open-app.ts";
import { type Person, registerPeople } from "../support/people.ts";

let opened: OpenedApp;
let ann: Person;
let bob: Person;
let cyd: Person;
let dan: Person;

beforeAll(async () => {
  opened = await openApp();
  const people = await registerPeople(opened.url, 4);
  [ann, bob, cyd, dan] = people as [Person, Person, Person, Person];
});
afterAll(() => opened[Symbol.asyncDispose]());

const makeId = (): ClientId => randomUUID() as ClientId;

async function send(caller: Caller, roomId: RoomId, body: string): Promise<{ id: MessageId; seq: number }> {
  const input = { params: { room: String(roomId) }, body: { body, clientId: makeId() } };
  return (await caller.call("sendMessage", input)).message;
}

async function openChat(me: Person, ...others: Person[]) {
  return (await me.call("openDirect", { body: { userIds: others.map(({ user }) => user.id) } })).room;
}

function codeOf(error: unknown): string {
  return error instanceof RefusedError ? `${error.status} ${error.view.code}` : String(error);
}

test("ROOM-5: fifty requests at once make one chat: one 201, the rest 200", async () => {
  const post = (from: Person, other: Person) =>
    fetch(`${opened.url}/api/v1/direct`, {
      method: "POST",
      headers: { ...from.headers, "content-type": "application/json" },
      body: JSON.stringify({ userIds: [other.user.id] }),
    });
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? post(ann, dan) : post(dan, ann))),
  );
  const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
  expect(statuses).toEqual([...Array.from({ length: 49 }, () => 200), 201]);
  const rooms = await Promise.all(answers.map((answer) => answer.json() as Promise<{ room: { id: number } }>));
  expect(new Set(rooms.map(({ room }) => room.id)).size).toBe(1);
});

test("ROOM-6 (A7): a direct chat's id is no room's to any route that would change it, for anybody", async () => {
  const { id, slug } = await openChat(ann, bob);
  const rooms = [String(id), slug];
  const me = (room: string, caller: Person) => [
    caller.call("changeRoom", { params: { room }, body: { name: "Ours" } }),
    caller.call("changeRoom", { params: { room }, body: { kind: "public", readableBy: "everyone" } }),
    caller.call("changeRoom", { params: { room }, body: { kind: "private", name: "Ours" } }),
    caller.call("addMembers", { params: { room }, body: {} }),
    caller.call("addMembers", { params: { room }, body: { userIds: [cyd.user.id] } }),
    caller.call("addMembers", { params: { room }, body: { userIds: [cyd.user.id], history: false } }),
    caller.call("removeMember", { params: { room, user: "me" } }),
    caller.call("removeMember", { params: { room, user: String(bob.user.id) } }),
  ];
  const tries = rooms.flatMap((room) => [
    ...me(room, ann),
    ...me(room, cyd),
    cyd.call("getRoom", { params: { room } }),
    cyd.call("listMembers", { params: { room }, query: {} }),
    cyd.call("listMessages", { params: { room }, query: {} }),
    cyd.call("markRead", { params: { room }, body: { upTo: 1 } }),
    cyd.call("hideChat", { params: { room }, body: { hidden: true } }),
  ]);
  const lobby = ann.call("hideChat", { params: { room: "lobby" }, body: { hidden: true } });
  for (const outcome of await Promise.allSettled([...tries, lobby])) {
    expect(outcome.status === "rejected" ? codeOf(outcome.reason) : "done").toBe("404 not_found");
  }
  for (const path of ["join", "leave"]) {
    const answer = await fetch(`${opened.url}/rooms/${slug}/${path}/`, { method: "POST", headers: ann.headers });
    expect(answer.status).toBe(404);
  }
  expect((await ann.call("getRoom", { params: { room: slug } })).room).toMatchObject({
    kind: "direct",
    memberCount: 2,
  });
});

test("A8: the search for people knows names only: nothing of rooms, of messages or of who is in them", async () => {
  const word = `zebrafish${process.pid}`;
  const room = await openChat(ann, bob, dan);
  await ann.call("changeRoom", { params: { room: room.slug }, body: { name: word } });
  await send(ann, room.id, word);
  for (const person of [ann, cyd]) {
    for (const q of [word, word.slice(0, 9), `${word}s`]) {
      expect(await person.call("listUsers", { query: { q } })).toEqual({ users: [] });
    }
  }
  const named = await cyd.call("listUsers", { query: { q: ann.username } });
  expect(named.users[0]).toEqual({ id: ann.user.id, username: ann.username, displayName: ann.username });
});

test("PEOPLE-1: whom I talk with comes first, mistyped names are found", async () => {
  const [eve, far, near] = (await registerPeople(opened.url, 3)) as [Person, Person, Person];
  const names = { eve: "Éve Searcher", far: "Olga Quibblestone", near: "Nils Quibblestone-Ólafsson" };
  await eve.call("changeMe", { body: { displayName: names.eve } });
  await far.call("changeMe", { body: { displayName: names.far } });
  await near.call("changeMe", { body: { displayName: names.near } });
  const find = async (q: string) => {
    const { users } = await eve.call("listUsers", { query: { q } });
    return users.map(({ displayName }) => displayName);
  };
  expect(await find("quibble")).toEqual([names.far, names.near]);
  expect(await find("QUIBLESTONE")).toEqual([names.far, names.near]);
  expect(await find("olafsson quib")).toEqual([names.near]);
  expect(await find("eve sear")).toEqual([names.eve]);
  await send(eve, (await openChat(eve, near)).id, "hello");
  expect(await find("quibble")).toEqual([names.near, names.far]);
  expect(await find("%")).toEqual([]);
});

describe.each(transports)("over %s", (transport: Transport) => {
  const follow = (caller: Caller, frames: ServerFrame[], ...rooms: RoomId[]) =>
    LiveClient.open({ caller, transport, rooms, onFrame: (frame) => frames.push(frame) });

  test("ROOM-7: a chat shows with its first message, on all devices of the other", async () => {
    const [eve] = (await registerPeople(opened.url, 1)) as [Person];
    const frames: ServerFrame[] = [];
    const lobby = (await eve.call("getRoom", { params: { room: "lobby" } })).room;
    await using device = await follow(eve, frames, lobby.id);
    await device.untilLevel();
    const chat = await openChat(ann, eve);
    const marker = await send(ann, lobby.id, "the chat is made, and empty");
    await device.untilSeq(lobby.id, marker.seq);
    expect(JSON.stringify(frames)).not.toContain(chat.slug);
    await send(ann, chat.id, "first words");
    await eventually(() => JSON.stringify(frames).includes(chat.slug));
    const { rooms } = await eve.call("listRooms", { query: {} });
    expect(rooms.find(({ id }) => id === chat.id)).toMatchObject({
      n: 1,
      people: [{ id: ann.user.id }],
      lastMessage: { text: "first words" },
      membership: { readN: 0 },
    });
  });

  test("ROOM-9 (A4): who came without the history gets no old text in any frame, whatever happens to it", async () => {
    const room = await openChat(ann, bob, (await registerPeople(opened.url, 1))[0] as Person);
    const params = { room: room.slug };
    const old = await send(ann, room.id, "old secret one");
    const gone = await send(ann, room.id, "old secret two");
    await ann.call("addMembers", { params, body: { userIds: [cyd.user.id], history: false } });
    const [frames, witnessed]: [ServerFrame[], ServerFrame[]] = [[], []];
    await using reader = await follow(cyd, frames, room.id);
    await using idle = await follow(cyd, frames);
    await using witness = await follow(bob, witnessed, room.id);
    await reader.untilLevel();
    await witness.untilLevel();
    await ann.call("editMessage", { params: { id: old.id }, body: { body: "old secret, changed" } });
    await ann.call("deleteMessage", { params: { id: gone.id } });
    const answer = await ann.call("sendMessage", {
      params,
      body: { body: "an answer to it", clientId: makeId(), replyTo: old.id },
    });
    await reader.untilSeq(room.id, answer.message.seq);
    await witness.untilSeq(room.id, answer.message.seq);
    reader.cut();
    idle.cut();
    const last = await send(bob, room.id, "the end");
    await reader.untilSeq(room.id, last.seq);
    const page = await cyd.call("listMessages", { params, query: { around: old.seq } });
    expect(page.messages.map(({ body }) => body)).toEqual(["an answer to it", "the end"]);
    expect(JSON.stringify([frames, page])).not.toContain("secret");
    expect(JSON.stringify(witnessed)).toContain("old secret, changed");
    expect(reader.faults).toEqual([]);
    expect(reader.state(room.id).messages.map(({ body }) => body)).toEqual(["an answer to it", "the end"]);
    expect(reader.state(room.id).seq).toBe(last.seq);
  });

  test("A5: who is not in a chat hears nothing of it, by its id or otherwise", async () => {
    const chat = await openChat(ann, bob);
    const lobby = (await dan.call("getRoom", { params: { room: "lobby" } })).room;
    const frames: ServerFrame[] = [];
    await using stranger = new LiveClient({
      caller: dan,
      transport,
      rooms: [
        { ...emptyState(chat.id), epoch: await epochOf() },
        { ...emptyState(lobby.id), epoch: await epochOf(), seq: lobby.seq },
      ],
      onFrame: (frame) => frames.push(frame),
    });
    stranger.connect();
    await eventually(() => stranger.errors.some(({ code, roomId }) => code === "not_found" && roomId === chat.id));
    for (let i = 0; i < 5; i++) await send(ann, chat.id, `between us ${i}`);
    const marker = await send(ann, lobby.id, "for all");
    await stranger.untilSeq(lobby.id, marker.seq);
    const aboutChat = frames.filter((frame) => "roomId" in frame && frame.roomId === chat.id);
    expect(aboutChat.every((frame) => frame.t === "error" && frame.code === "not_found")).toBe(true);
    expect(JSON.stringify(frames)).not.toContain("between us");
  });
});

test("SUB-3: hints carry the latest message; of a change to an older one only its ordinal", async () => {
  const room = await openChat(bob, cyd);
  await send(bob, room.id, "one");
  await using device = await LiveClient.open({ caller: cyd, transport: "socket", rooms: [] });
  await eventually(() => device.canSend);
  const two = await send(bob, room.id, "two");
  await eventually(() => device.hints.at(-1)?.lastMessage?.n === 2);
  expect(device.hints.at(-1)).toMatchObject({ n: 2, lastMessage: { text: "two" } });
  await bob.call("editMessage", { params: { id: two.id }, body: { body: "two, changed" } });
  await eventually(() => device.hints.at(-1)?.changedN === 2);
  expect(JSON.stringify(device.hints)).not.toContain("two, changed");
});

function emptyState(roomId: RoomId) {
  return { roomId, seq: 0, room: undefined, messages: [], hasMore: false, members: new Map() };
}

async function epochOf() {
  const page = await ann.call("listMessages", { params: { room: "lobby" }, query: {} });
  return page.position.epoch;
}
