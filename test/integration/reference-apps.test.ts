import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import { viewerOf } from "../../src/server/auth/viewer.ts";
import { eventually } from "../support/eventually.ts";
import { guestAt, newUsername, password, type Person, registerPerson } from "../support/people.ts";
import { openApp, type OpenedApp } from "../support/open-app.ts";
import { createVisitor, type Visitor } from "../support/visitor.ts";

let opened: OpenedApp;

beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

interface LobbyMessage {
  readonly id: number;
  readonly user: string;
  readonly message: string;
  readonly timestamp: string;
}

interface RoomMessage {
  readonly id: number;
  readonly content: string;
  readonly username: string;
  readonly date: string;
}

/** Comes in by the form, as a person with a browser does. */
async function enter(username: string = newUsername()): Promise<Visitor & { readonly username: string }> {
  const visitor = createVisitor(opened.url);
  expect((await visitor.submit("/register/", { username, password })).status).toBe(303);
  return { ...visitor, username };
}

const guest = () => createVisitor(opened.url);
const asJson = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const asForm = (fields: Record<string, string>): RequestInit => ({ method: "POST", body: new URLSearchParams(fields) });
const read = async <Body>(response: Promise<Response>): Promise<Body> => (await (await response).json()) as Body;

/** The documented loop: ask for what came after the last id, until as many have come as are waited for. */
async function pollUntil(count: number, ask: (after: number) => Promise<readonly { readonly id: number }[]>) {
  const seen: { readonly id: number }[] = [];
  await eventually(
    async () => {
      seen.push(...(await ask(seen.at(-1)?.id ?? 0)));
      return seen.length >= count;
    },
    { what: `${count} messages`, withinMs: 20_000 },
  );
  expect(await ask(seen.at(-1)?.id ?? 0), "nothing comes when nothing changed").toEqual([]);
  return seen;
}

function expectInOrder(seen: readonly { readonly id: number }[]): void {
  const ids = seen.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other));
}

async function makeRoom(owner: Person, options: { kind?: "public" | "private"; readableBy?: "everyone" } = {}) {
  const { room } = await owner.call("createRoom", { body: { name: `Room ${newUsername()}`, ...options } });
  return room;
}

/** Straight into the storage: many messages at once, past the limits of the HTTP side. */
async function fill(owner: Person, roomId: RoomId, count: number) {
  const author = viewerOf(owner.user);
  const send = (_: unknown, index: number) =>
    opened.context.storage.sendMessage({
      roomId,
      author,
      clientId: `filler-${roomId}-${index}` as ClientId,
      body: `${index}`,
    });
  return (await Promise.all(Array.from({ length: count }, send))).map(({ message }) => message);
}

describe("A: the one room", () => {
  test("a form and a JSON body are taken alike, and answered with the message", async () => {
    const ada = await enter();
    for (const init of [asForm({ message: "Hello" }), asJson({ message: "Hello" })]) {
      const response = await ada.fetch("/send", init);
      expect(response.status).toBe(201);
      expect(await response.json()).toEqual({
        id: expect.any(Number),
        user: ada.username,
        message: "Hello",
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      });
    }
  });

  test("blank is 400, logged out is 403, and neither says anything", async () => {
    const ada = await enter();
    const { id } = await read<LobbyMessage>(ada.fetch("/send", asForm({ message: "last" })));
    for (const message of ["", "  \n ", "\u200b"]) {
      expect((await ada.fetch("/send", asForm({ message }))).status).toBe(400);
      expect((await ada.fetch("/send", asJson({ message }))).status).toBe(400);
    }
    expect((await ada.fetch("/send", asJson({}))).status).toBe(400);
    expect((await ada.fetch("/send", asJson({ message: 7 }))).status).toBe(400);
    expect((await ada.fetch("/send", asJson({ message: "x".repeat(limits.messageMaxChars + 1) }))).status).toBe(400);
    const refused = await guest().fetch("/send", asJson({ message: "let me" }));
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ error: { code: "unauthenticated", message: "Log in first." } });
    expect(await read(ada.fetch(`/messages/${id}`))).toEqual([]);
  });

  test("every kind of text comes back as it was sent", async () => {
    const ada = await enter();
    const texts = ["<b>&amp;</b>", "line\nline", "\u202e rtl", "👩‍👩‍👧 zwj", "e\u0301 ≠ é", "a\r\nb", " space "];
    const { id } = await read<LobbyMessage>(ada.fetch("/send", asJson({ message: "before" })));
    for (const message of texts) expect((await ada.fetch("/send", asJson({ message }))).status).toBe(201);
    const seen = await read<LobbyMessage[]>(guest().fetch(`/messages/${id}`));
    expect(seen.map(({ message }) => message)).toEqual(texts);
  });

  test.each(["x", "-1", "1.5", "1e3", "9999999999999999", "%20", "1/2", "../send"])(
    "/messages/%s is nothing",
    async (id) => {
      expect((await guest().fetch(`/messages/${id}`)).status).not.toBe(200);
    },
  );

  test("an id beyond all there is gets nothing, not an error", async () => {
    expect(await read(guest().fetch("/messages/999999999999999"))).toEqual([]);
  });

  test("pollers lose nothing and double nothing, while several write at once", async () => {
    const writers = await Promise.all(Array.from({ length: 5 }, () => enter()));
    const { id: start } = await read<LobbyMessage>(writers[0]?.fetch("/send", asJson({ message: "start" })) as never);
    const texts = writers.flatMap(({ username }) => Array.from({ length: 20 }, (_, index) => `${username} ${index}`));
    const poll = (visitor: Visitor) =>
      pollUntil(texts.length, (after) => read<LobbyMessage[]>(visitor.fetch(`/messages/${after || start}`)));
    const polls = [poll(guest()), poll(await enter()), poll(guest())];
    await Promise.all(
      writers.map(async (writer, index) => {
        for (const message of texts.filter((text) => text.startsWith(`${writer.username} `))) {
          const body = index % 2 === 0 ? asForm({ message }) : asJson({ message });
          expect((await writer.fetch("/send", body)).status).toBe(201);
        }
      }),
    );
    for (const seen of (await Promise.all(polls)) as LobbyMessage[][]) {
      expectInOrder(seen);
      expect(seen.map(({ message }) => message).sort()).toEqual(texts.toSorted());
      expect(seen.every(({ user, message }) => message.startsWith(`${user} `))).toBe(true);
    }
  });
});

describe("B: rooms", () => {
  let owner: Person;
  beforeAll(async () => {
    owner = await registerPerson(opened.url);
  });

  test("a form and a JSON body are taken alike, and answered in the shape of the list", async () => {
    const { slug } = await makeRoom(owner);
    const ada = await enter();
    const sent: RoomMessage[] = [];
    for (const init of [asForm({ content: "Hello world" }), asJson({ content: "Hello world" })]) {
      const response = await ada.fetch(`/rooms/${slug}/messages/create/`, init);
      expect(response.status).toBe(201);
      sent.push((await response.json()) as RoomMessage);
    }
    const date = expect.stringMatching(/^\d\d:\d\d:\d\d$/);
    const shape = { id: expect.any(Number), content: "Hello world", username: ada.username, date };
    expect(sent).toEqual([shape, shape]);
    expect(await read(ada.fetch(`/rooms/${slug}/messages/?after=0`))).toEqual({ messages: sent });
  });

  test("blank is 400", async () => {
    const { slug } = await makeRoom(owner);
    const ada = await enter();
    for (const path of [`/rooms/${slug}/messages/create/`, `/api/rooms/${slug}/messages/`]) {
      expect((await ada.fetch(path, asForm({ content: " " }))).status).toBe(400);
      expect((await ada.fetch(path, asJson({}))).status).toBe(400);
    }
  });

  test("a refused message does not make its writer a member", async () => {
    const room = await makeRoom(owner);
    const ada = await enter();
    expect((await ada.fetch(`/rooms/${room.slug}/messages/create/`, asJson({ content: "" }))).status).toBe(400);
    const after = await owner.call("getRoom", { params: { room: room.slug } });
    expect(after.room.memberCount).toBe(1);
  });

  test("who writes to a public room is in it from then on", async () => {
    const room = await makeRoom(owner);
    const ada = await enter();
    await ada.fetch(`/rooms/${room.slug}/messages/create/`, asJson({ content: "hi" }));
    await ada.fetch(`/rooms/${room.slug}/messages/create/`, asJson({ content: "again" }));
    const { members } = await owner.call("listMembers", { params: { room: room.slug }, query: {} });
    expect(members.map(({ user }) => user.username)).toEqual([owner.username, ada.username]);
  });

  test("a room that everyone may read, but only members enter, cannot be joined by writing", async () => {
    const room = await makeRoom(owner, { kind: "private", readableBy: "everyone" });
    const ada = await enter();
    expect((await ada.fetch(`/rooms/${room.slug}/messages/create/`, asJson({ content: "hi" }))).status).toBe(403);
    expect(await read(guest().fetch(`/rooms/${room.slug}/messages/`))).toEqual({ messages: [] });
  });

  test("a guest is refused: scripts by 403, browsers to the login and back", async () => {
    const { slug } = await makeRoom(owner);
    const paths = [`/rooms/${slug}/messages/?after=0`, `/api/rooms/${slug}/messages/`];
    for (const path of paths) {
      expect((await guest().fetch(path)).status).toBe(403);
      const { status, headers } = await guest().get(path);
      expect([status, headers.get("location")]).toEqual([302, `/login/?next=${encodeURIComponent(path)}`]);
    }
    const path = `/rooms/${slug}/messages/create/`;
    expect((await guest().fetch(path, asJson({ content: "x" }))).status).toBe(403);
    const { status, headers } = await guest().submit(path, { content: "x" });
    expect([status, headers.get("location")]).toEqual([303, `/login/?next=${encodeURIComponent(`/rooms/${slug}/`)}`]);
  });

  test("a private room answers outsiders exactly like a missing one, guests too", async () => {
    const { slug } = await makeRoom(owner, { kind: "private" });
    for (const visitor of [guest(), await enter()]) {
      for (const path of ["messages/?after=0", "messages/"]) {
        const [there, missing] = await Promise.all(
          [slug, "no-such-room"].map(async (room) => {
            const response = await visitor.fetch(`/rooms/${room}/${path}`);
            return { status: response.status, text: await response.text() };
          }),
        );
        expect(there).toEqual(missing);
        expect(there?.status).toBe(404);
      }
    }
    const insider = await fetch(`${opened.url}/rooms/${slug}/messages/`, { headers: owner.headers });
    expect(insider.status).toBe(200);
  });

  test("the same clientId twice is one message; another text under it is refused to a script", async () => {
    const { slug } = await makeRoom(owner);
    const ada = await enter();
    const send = (content: string) =>
      ada.fetch(`/api/rooms/${slug}/messages/`, asJson({ content, clientId: `twice-${ada.username}` }));
    const [first, second] = [await read<RoomMessage>(send("one")), await read<RoomMessage>(send("one"))];
    expect(second).toEqual(first);
    expect((await send("two")).status).toBe(409);
  });

  test("pages backwards with before, oldest on top", async () => {
    const room = await makeRoom(owner);
    const all = (await fill(owner, room.id, 60)).map(({ seq }) => seq).sort((one, other) => one - other);
    const page = async (query: string) => {
      const path = `/api/rooms/${room.slug}/messages/${query}`;
      const { messages } = await read<{ messages: RoomMessage[] }>(
        fetch(opened.url + path, { headers: owner.headers }),
      );
      return messages.map(({ id }) => id);
    };
    const newest = await page("");
    const older = await page(`?before=${newest[0]}`);
    const oldest = await page(`?before=${older[0]}`);
    expect([...oldest, ...older, ...newest]).toEqual(all);
    expect(newest).toHaveLength(limits.pageMessages);
    expect(await page(`?before=${oldest[0]}`)).toEqual([]);
  });

  test.each(["?after=x", "?after=-1", "?after=1&after=2", "?before=", "?after=1&before=2", "?after=1.5"])(
    "%s is 400",
    async (query) => {
      const { slug } = await makeRoom(owner, { readableBy: "everyone" });
      expect((await guest().fetch(`/api/rooms/${slug}/messages/${query}`)).status).toBe(400);
    },
  );

  test("who is further behind than one answer holds gets everything, poll by poll", async () => {
    const room = await makeRoom(owner, { readableBy: "everyone" });
    const sent = await fill(owner, room.id, limits.pollMaxMessages * 2 + 7);
    const sizes: number[] = [];
    const seen = await pollUntil(sent.length, async (after) => {
      const { messages } = await read<{ messages: RoomMessage[] }>(
        guest().fetch(`/rooms/${room.slug}/messages/?after=${after}`),
      );
      sizes.push(messages.length);
      return messages;
    });
    expectInOrder(seen);
    expect(seen).toHaveLength(sent.length);
    expect(sizes).toEqual([limits.pollMaxMessages, limits.pollMaxMessages, 7, 0]);
  });

  test("deleted messages are left out, and more of them than one answer holds do not end the loop", async () => {
    const room = await makeRoom(owner, { readableBy: "everyone" });
    const sent = await fill(owner, room.id, limits.pollMaxMessages + 40);
    const inOrder = sent.toSorted((one, other) => one.seq - other.seq);
    const [gone, kept] = [inOrder.slice(0, limits.pollMaxMessages + 10), inOrder.slice(limits.pollMaxMessages + 10)];
    const viewer = viewerOf(owner.user);
    await Promise.all(gone.map(({ id }) => opened.context.storage.deleteMessage({ viewer, messageId: id })));
    const ids = async (query: string) => {
      const path = `/api/rooms/${room.slug}/messages/${query}`;
      return (await read<{ messages: RoomMessage[] }>(guest().fetch(path))).messages.map(({ id }) => id);
    };
    expect(await ids("?after=0")).toEqual(kept.map(({ seq }) => seq));
    expect(await ids(`?before=${kept[0]?.seq}`)).toEqual([]);
  });

  test("an edit comes to nobody by polling; whoever asks afterwards reads the new text", async () => {
    const room = await makeRoom(owner, { readableBy: "everyone" });
    const [message] = await fill(owner, room.id, 1);
    if (!message) throw new Error("nothing was sent");
    await owner.call("editMessage", { params: { id: message.id }, body: { body: "better" } });
    const poll = (after: number) => read(guest().fetch(`/rooms/${room.slug}/messages/?after=${after}`));
    expect(await poll(message.seq)).toEqual({ messages: [] });
    expect(await poll(0)).toMatchObject({ messages: [{ id: message.seq, content: "better" }] });
  });

  test("pollers lose nothing and double nothing, while several write at once on all addresses", async () => {
    const room = await makeRoom(owner, { readableBy: "everyone" });
    const writers = await Promise.all(Array.from({ length: 6 }, () => enter()));
    const texts = writers.flatMap(({ username }) => Array.from({ length: 15 }, (_, index) => `${username} ${index}`));
    const poll = (visitor: Visitor, path: string) =>
      pollUntil(texts.length, async (after) => {
        const { messages } = await read<{ messages: RoomMessage[] }>(visitor.fetch(`${path}?after=${after || ""}`));
        return messages;
      });
    const paths = [`/rooms/${room.slug}/messages/`, `/api/rooms/${room.slug}/messages/`] as const;
    const polls = [poll(guest(), paths[0]), poll(await enter(), paths[0]), poll(guest(), paths[1])];
    await Promise.all(
      writers.map(async (writer, index) => {
        for (const content of texts.filter((text) => text.startsWith(`${writer.username} `))) {
          const path = index % 2 === 0 ? `${paths[0]}create/` : paths[1];
          const body = index % 3 === 0 ? asForm({ content }) : asJson({ content });
          expect((await writer.fetch(path, body)).status).toBe(201);
        }
      }),
    );
    for (const seen of (await Promise.all(polls)) as RoomMessage[][]) {
      expectInOrder(seen);
      expect(seen.map(({ content }) => content).sort()).toEqual(texts.toSorted());
    }
  });

  test("is the same room as the rest of the product's", async () => {
    const room = await makeRoom(owner, { readableBy: "everyone" });
    const path = `/rooms/${room.slug}/messages/`;
    await owner.call("sendMessage", {
      params: { room: room.slug },
      body: { body: "by API", clientId: "by-the-api-1" },
    });
    const { messages } = await read<{ messages: RoomMessage[] }>(guest().fetch(path));
    const page = await guestAt(opened.url).call("listMessages", { params: { room: room.slug }, query: {} });
    expect(messages.map(({ id, content }) => ({ id, content }))).toEqual(
      page.messages.map(({ seq, body }) => ({ id: seq, content: body })),
    );
    expect(messages).toHaveLength(1);
  });
});
