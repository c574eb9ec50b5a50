import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import type { ClientId, MessageId, RoomId } from "#protocol/ids.ts";
import { exchange } from "../support/exchange.ts";
import { openApp, type OpenedApp } from "../support/open-app.ts";
import { guestAt, type Person, registerPerson } from "../support/people.ts";

let opened: OpenedApp;
let ada: Person;
let bob: Person;
let roomId: RoomId;
let sent = 0;

beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

/** Both are members of a room of their own for each test. */
beforeEach(async () => {
  [ada, bob] = await Promise.all([registerPerson(opened.url), registerPerson(opened.url)]);
  const { room } = await ada.call("createRoom", { body: { name: "Talk" } });
  roomId = room.id;
  await bob.call("addMembers", { params: { room: String(roomId) }, body: {} });
});

const newClientId = () => `message-${process.pid}-${++sent}` as ClientId;
const as = (person: Person | undefined, line: string, body?: unknown) =>
  exchange(opened.url, line, { body, headers: person ? { cookie: person.cookie } : {} });
const post = (person: Person | undefined, body: unknown) => as(person, `POST /api/v1/rooms/${roomId}/messages`, body);

async function say(person: Person, body: string) {
  const { message } = await person.call("sendMessage", {
    params: { room: String(roomId) },
    body: { body, clientId: newClientId() },
  });
  return message;
}

async function read(query: { before?: number; after?: number; around?: number; limit?: number } = {}) {
  return await bob.call("listMessages", { params: { room: String(roomId) }, query });
}

describe("sending", () => {
  test("answers with the message, as the others read it", async () => {
    const clientId = newClientId();
    const answer = await post(ada, { body: "Hello **world**", clientId });
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      message: { roomId, n: 1, author: { id: ada.user.id, username: ada.username }, body: "Hello **world**", clientId },
    });
    expect((await read()).messages).toEqual([answer.json?.["message"]]);
  });

  test("promise 2: the same again answers with the first, even all at once", async () => {
    const body = { body: "once", clientId: newClientId() };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(ada, body)));
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([...Array.from({ length: 19 }, () => 200), 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await read()).messages).toHaveLength(1);
  });

  test("A38: another text under the same clientId is refused, another's clientId is their own", async () => {
    const clientId = newClientId();
    await post(ada, { body: "mine", clientId });
    expect(await post(ada, { body: "other", clientId })).toMatchObject({
      status: 409,
      json: { error: { code: "client_id_reused" } },
    });
    expect(await post(bob, { body: "other", clientId })).toMatchObject({
      status: 201,
      json: { message: { author: { id: bob.user.id } } },
    });
  });

  test("A9, A38: who, when and which number is not for the sender to say", async () => {
    const forged = {
      author: bob.user,
      authorId: bob.user.id,
      seq: 99,
      rev: 99,
      n: 99,
      id: 1,
      createdAt: "2020-01-01T00:00:00.000Z",
      roomId: 1,
    };
    const { json } = await post(ada, { body: "mine", clientId: newClientId(), ...forged });
    expect(json).toMatchObject({ message: { author: { id: ada.user.id }, n: 1, roomId } });
    expect(json).not.toMatchObject({ message: { createdAt: forged.createdAt } });
  });

  test.each([
    "plain",
    " leading and trailing \n\n",
    "tab\tand\r\nlines",
    "👩‍👩‍👧‍👦 e\u0301 \u00e9 \u202eabc\u202c \u200b. \ufeff",
    "𝕳𠮷\u{10ffff}",
    "<script>alert(1)</script> & \"quotes\" 'and' \\ backslash",
    '\'; drop table messages; -- " * NEAR( x:y {"$ne":1}',
    "%0d%0aSet-Cookie: a=b\r\nX: y",
    "__proto__",
    "x".repeat(limits.messageMaxChars),
    "😀".repeat(limits.messageMaxChars),
  ])("keeps %j byte for byte", async (body) => {
    const message = await say(ada, body);
    expect(message.body).toBe(body);
    expect((await read()).messages[0]?.body).toBe(body);
  });

  test.each(["", " ", "\n\t", "\u200b\u2060\ufeff", "\u3164"])("not %j: blank", async (body) => {
    expect(await post(ada, { body, clientId: newClientId() })).toMatchObject({
      status: 422,
      json: { error: { code: "blank" } },
    });
  });

  test.each([
    ["too long", { body: "x".repeat(limits.messageMaxChars + 1) }, "body"],
    ["too long in characters", { body: "😀".repeat(limits.messageMaxChars + 1) }, "body"],
    ["U+0000", { body: "a\0b" }, "body"],
    ["half a character", '{"body":"a\\ud800","clientId":"half-a-character"}', "body"],
    ["a number", { body: 1 }, "body"],
    ["an object", { body: { $ne: 1 } }, "body"],
    ["no text", {}, "body"],
    ["a short clientId", { body: "x", clientId: "short" }, "clientId"],
    ["a clientId with spaces", { body: "x", clientId: "a b c d e f" }, "clientId"],
    ["a clientId of 65", { body: "x", clientId: "x".repeat(65) }, "clientId"],
    ["replyTo below 1", { body: "x", replyTo: 0 }, "replyTo"],
    ["replyTo beyond numbers", '{"body":"x","clientId":"beyond-numbers","replyTo":1e400}', "replyTo"],
  ])("not %s", async (_name, body, field) => {
    const answer = await post(ada, typeof body === "string" ? body : { clientId: newClientId(), ...body });
    expect([answer.status, answer.json?.error?.code]).toEqual([422, "invalid"]);
    expect(Object.keys(answer.json?.error?.fields ?? {})).toEqual([field]);
    expect((await read()).messages).toEqual([]);
  });

  test("not as a guest, nor before joining", async () => {
    const eve = await registerPerson(opened.url);
    const body = { body: "hi", clientId: newClientId() };
    expect(await post(undefined, body)).toMatchObject({ status: 401, json: { error: { code: "unauthenticated" } } });
    expect(await post(eve, body)).toMatchObject({ status: 403, json: { error: { code: "forbidden" } } });
  });

  test("not faster than the limit, which is each person's own", async () => {
    const answers = await Promise.all(
      Array.from({ length: limits.messagesMaxPerUser.count + 1 }, () =>
        post(ada, { body: "flood", clientId: newClientId() }),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused).toMatchObject([{ status: 429, json: { error: { code: "rate_limited" } } }]);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await post(bob, { body: "calm", clientId: newClientId() })).toMatchObject({ status: 201 });
  });
});

describe("history", () => {
  test("comes in pages of 25, newest first page, oldest first within, backwards and forwards without a hole", async () => {
    const seqs: number[] = [];
    for (let index = 1; index <= 60; index++) seqs.push((await say(index % 2 ? ada : bob, `Message ${index}`)).seq);
    const seqOf = (index: number) => seqs[index] ?? 0;
    const newest = await read();
    expect(newest.messages.map(({ seq }) => seq)).toEqual(seqs.slice(35));
    expect(newest).toMatchObject({ hasMore: true, position: { seq: seqs.at(-1) } });
    const older = await read({ before: seqOf(35), limit: 50 });
    expect(older.messages.map(({ seq }) => seq)).toEqual(seqs.slice(0, 35));
    expect(older.hasMore).toBe(false);
    const newer = await read({ after: seqOf(9), limit: 10 });
    expect(newer.messages.map(({ seq }) => seq)).toEqual(seqs.slice(10, 20));
    expect(newer.hasMore).toBe(true);
    const around = await read({ around: seqOf(30), limit: 10 });
    expect(around.messages.map(({ seq }) => seq)).toEqual(seqs.slice(26, 36));
    expect(around).toMatchObject({ hasMore: true, hasMoreAfter: true });
  });

  test.each([
    "limit=0",
    "limit=101",
    "limit=x",
    "before=-1",
    "before=1.5",
    "before=1&after=2",
    "around=1&before=2",
    "before=1&before=2",
  ])("not with %s", async (query) => {
    const answer = await as(ada, `GET /api/v1/rooms/${roomId}/messages?${query}`);
    expect([answer.status, answer.json?.error?.code]).toEqual([422, "invalid"]);
  });

  test("is a guest's where everyone may read", async () => {
    await say(ada, "hello world");
    const params = { room: String(roomId) };
    await expect(guestAt(opened.url).call("listMessages", { params, query: {} })).rejects.toMatchObject({
      status: 404,
    });
    await ada.call("changeRoom", { params, body: { readableBy: "everyone" } });
    const { messages } = await guestAt(opened.url).call("listMessages", { params, query: {} });
    expect(messages.map(({ body }) => body)).toEqual(["hello world"]);
  });
});

describe("changing a message", () => {
  const change = (person: Person | undefined, id: MessageId, body: unknown) =>
    as(person, `PATCH /api/v1/messages/${id}`, body);

  test("its author edits it", async () => {
    const message = await say(ada, "helo");
    const { message: edited } = await ada.call("editMessage", { params: { id: message.id }, body: { body: "hello" } });
    expect(edited).toMatchObject({
      id: message.id,
      seq: message.seq,
      n: 1,
      body: "hello",
      editedAt: expect.any(String),
    });
    expect(edited.rev).toBeGreaterThan(message.rev);
    expect((await read()).messages).toEqual([edited]);
  });

  test("nobody else does, whatever they are", async () => {
    const message = await say(bob, "hello");
    expect(await change(ada, message.id, { body: "bye" })).toMatchObject({ status: 403 });
    expect(await change(undefined, message.id, { body: "bye" })).toMatchObject({ status: 401 });
    expect((await read()).messages).toEqual([message]);
  });

  test.each([{ body: " " }, { body: "x".repeat(limits.messageMaxChars + 1) }, { body: "\0" }, { body: null }, {}])(
    "not into %j",
    async (body) => {
      const message = await say(ada, "hello");
      expect(await change(ada, message.id, body)).toMatchObject({ status: 422 });
    },
  );

  test("its author deletes it, and its text is gone for good", async () => {
    const message = await say(ada, "regretted");
    const { message: deleted } = await ada.call("deleteMessage", { params: { id: message.id } });
    expect(deleted).toMatchObject({ id: message.id, body: "", deletedAt: expect.any(String) });
    expect(JSON.stringify(await read())).not.toContain("regretted");
    expect(await change(ada, message.id, { body: "back" })).toMatchObject({ status: 404 });
  });

  test("so does the room's owner, but no other member", async () => {
    const [one, other] = [await say(bob, "one"), await say(ada, "other")];
    expect(await as(bob, `DELETE /api/v1/messages/${other.id}`)).toMatchObject({ status: 403 });
    expect(await as(ada, `DELETE /api/v1/messages/${one.id}`)).toMatchObject({ status: 200 });
  });

  test.each(["0", "-1", "x", "1.5", "999999999", "99999999999999999999", "1%20or%201=1"])(
    "there is no message %s",
    async (id) => {
      expect(await as(ada, `DELETE /api/v1/messages/${id}`)).toMatchObject({
        status: 404,
        json: { error: { code: "not_found" } },
      });
    },
  );
});

describe("reading", () => {
  const mark = (person: Person | undefined, upTo: unknown) => as(person, `PUT /api/v1/rooms/${roomId}/read`, { upTo });

  test("moves my position up, never down nor beyond what there is", async () => {
    for (let index = 0; index < 5; index++) await say(ada, "news");
    expect((await mark(bob, 3)).json).toEqual({ readN: 3 });
    expect((await mark(bob, 2)).json).toEqual({ readN: 3 });
    expect((await mark(bob, 99)).json).toEqual({ readN: 5 });
    const { room } = await bob.call("getRoom", { params: { room: String(roomId) } });
    expect(room).toMatchObject({ n: 5, membership: { readN: 5 } });
  });

  test.each([-1, 1.5, "3", null, {}])("not to %j", async (upTo) => {
    expect(await mark(bob, upTo)).toMatchObject({ status: 422 });
  });

  test("not by guests", async () => {
    expect(await mark(undefined, 1)).toMatchObject({ status: 401 });
  });
});
