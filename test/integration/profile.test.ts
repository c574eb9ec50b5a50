import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import { cookieOf, exchange } from "../support/exchange.ts";
import { eventually } from "../support/eventually.ts";
import { LiveClient } from "../support/live-client.ts";
import { transports } from "../support/live-transports.ts";
import { openApp, type OpenedApp } from "../support/open-app.ts";
import { guestAt, logIn, newUsername, password, type Person, registerPerson } from "../support/people.ts";

let opened: OpenedApp;
let ann: Person;

beforeAll(async () => {
  opened = await openApp();
  ann = await registerPerson(opened.url);
});
afterAll(() => opened[Symbol.asyncDispose]());

const call = (line: string, { headers }: { headers: Readonly<Record<string, string>> }, body?: unknown) =>
  exchange(opened.url, line, { headers, ...(body !== undefined && { body }) });
const change = (body: unknown, who: Person = ann) => call("PATCH /api/v1/me", who, body);

describe("a profile", () => {
  test("is changed in parts, and seen by others without the e-mail", async () => {
    const told = { bio: "I keep bees.\nTwo hives.", pronouns: "they/them", timeZone: "America/Argentina/Buenos_Aires" };
    expect(await change({ ...told, email: "ann@example.org" })).toMatchObject({
      status: 200,
      json: { user: { ...told, email: "ann@example.org" } },
    });
    expect((await change({ displayName: "Ann B." })).json).toMatchObject({ user: { ...told, displayName: "Ann B." } });
    const ben = await registerPerson(opened.url);
    const { user } = await ben.call("getUser", { params: { id: ann.user.id } });
    expect(user).toMatchObject({ ...told, displayName: "Ann B." });
    const seen = await call(`GET /api/v1/users/${ann.user.id}`, ben);
    expect(seen.text).not.toContain("example.org");
    await change({ bio: "", email: "" });
    expect((await call("GET /api/v1/me", ann)).json?.["user"]).not.toHaveProperty("bio");
  });

  test("has a status with an emoji, until a time", async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const status = { text: "On the train", emoji: "🚆", until };
    expect((await change({ status })).json).toMatchObject({ user: { status } });
    expect((await change({ status: null })).json?.["user"]).not.toHaveProperty("status");
    expect((await change({ status: { text: "", emoji: "" } })).json?.["user"]).not.toHaveProperty("status");
  });

  test.each([
    { timeZone: "Europe/Atlantis" },
    { timeZone: "+02:00" },
    { timeZone: "Europe/Berlin\0" },
    { email: "nobody" },
    { email: `${"a".repeat(250)}@example.org` },
    { bio: "x".repeat(limits.bioMaxChars + 1) },
    { bio: "line\u202Eenil" },
    { pronouns: "two\nlines" },
    { displayName: "" },
    { status: { text: "x".repeat(limits.statusMaxChars + 1) } },
    { status: { emoji: "ab" } },
    { status: { emoji: "🍜🍜" } },
    { status: { text: "late", until: "2020-01-01T00:00:00Z" } },
    { status: { text: "never", until: "soon" } },
  ])("%j is refused by name of the field", async (body) => {
    const { status, json } = await change(body);
    expect({ status, code: json?.error?.code }).toEqual({ status: 422, code: "invalid" });
    const [field = ""] = Object.keys(json?.error?.fields ?? {});
    expect(field.split(".")[0]).toBe(Object.keys(body)[0]);
  });

  test("A35: names that turn the direction, are blank, are flooded with marks or hide characters are refused", async () => {
    const names = [
      "a\u202Eb",
      "\u2066x\u2069",
      "\u200B\u200D",
      "   ",
      "\u3164",
      `e${"\u0301".repeat(30)}`,
      "a\nb",
      "a\u0007",
    ];
    for (const displayName of names) {
      expect(`${JSON.stringify(displayName)} ${(await change({ displayName })).status}`).toMatch(/ 422$/);
    }
    expect((await change({ displayName: "זוהר 🌸 Zoë" })).status).toBe(200);
  });

  test("A9: role, id and others' accounts stay out of reach", async () => {
    const forged = { displayName: "Ann", role: "admin", id: 1, username: "root", createdAt: "2000-01-01T00:00:00Z" };
    expect((await change(forged)).json).toMatchObject({
      user: { id: ann.user.id, role: "member", username: ann.username },
    });
  });

  test("A12: an e-mail proves and unlocks nothing, whoever has it already and however it is written", async () => {
    const ben = await registerPerson(opened.url);
    await change({ email: "bob+x@example.org" });
    const answers = [];
    for (const email of ["bob+x@example.org", "BOB+X@EXAMPLE.ORG", "bob@example.org", "new@example.org"]) {
      answers.push((await change({ email }, ben)).status);
    }
    expect(answers).toEqual([200, 200, 200, 200]);
    const byMail = await exchange(opened.url, "POST /api/v1/login", {
      body: { username: "bob+x@example.org", password },
    });
    expect(byMail).toMatchObject({ status: 401, json: { error: { code: "bad_credentials" } } });
    const { users } = await ben.call("listUsers", { query: { q: "bob+x" } });
    expect(users).toEqual([]);
    await change({ email: "" });
  });

  test("a new name reaches those who share a room, on every transport, and nobody else", async () => {
    const [ben, eve] = [await registerPerson(opened.url), await registerPerson(opened.url)];
    const { room } = await ben.call("createRoom", { body: { name: "Private", kind: "private" } });
    await ben.call("addMembers", { params: { room: String(room.id) }, body: { userIds: [ann.user.id] } });
    await eve.call("removeMember", { params: { room: "lobby", user: "me" } });
    await using clients = new AsyncDisposableStack();
    const open = async (caller: Person, transport: (typeof transports)[number], rooms = [room.id]) => {
      const client = clients.use(await LiveClient.open({ caller, transport, rooms }));
      await eventually(() => client.welcome !== undefined, { what: "a welcome" });
      return client;
    };
    const bens = await Promise.all(transports.map((transport) => open(ben, transport)));
    const stranger = await open(eve, "socket", []);
    const displayName = `Ann ${newUsername()}`;
    await eventually(
      async () => {
        await change({ displayName });
        await change({ displayName: "Ann" });
        return bens.every(({ looks }) => looks.some((user) => user.displayName === displayName));
      },
      { what: "the new name", everyMs: 100 },
    );
    expect(stranger.looks).toEqual([]);
  });
});

describe("a password", () => {
  test("A1: changed, it ends every other session and connection within a second; the caller goes on with a new token", async () => {
    const username = newUsername();
    const here = await registerPerson(opened.url, username);
    const there = await logIn(opened.url, username);
    const { room } = await ann.call("createRoom", { body: { name: "Private", kind: "private" } });
    const params = { room: String(room.id) };
    await ann.call("addMembers", { params, body: { userIds: [here.user.id] } });
    await using clients = new AsyncDisposableStack();
    const open = async (transport: (typeof transports)[number]) =>
      clients.use(await LiveClient.open({ caller: there, transport, rooms: [room.id] }));
    const held = await Promise.all(transports.map(open));
    await eventually(() => held.every((client) => client.welcome !== undefined), { what: "welcomes" });
    const before = held.map(({ counts }) => counts.connections);
    const next = "another long password";
    const answer = await call("POST /api/v1/me/password", here, { current: password, next });
    expect(answer).toMatchObject({ status: 200, json: { user: { username } } });
    await eventually(() => held.every(({ counts }, at) => counts.connections > (before[at] ?? 0)), {
      what: "every connection to end",
      withinMs: 1_000,
    });
    expect((await call("GET /api/v1/me", there)).status).toBe(401);
    expect((await call("GET /api/v1/me", here)).status).toBe(401);
    expect((await call("GET /api/v1/me", { headers: { cookie: cookieOf(answer) } })).status).toBe(200);
    const seen = held.map(({ states }) => states[0]?.seq);
    for (let at = 0; at < 20; at++) {
      await ann.call("sendMessage", { params, body: { body: "secret", clientId: `after-${username}-${at}` as never } });
    }
    for (const client of held) client.cut();
    await eventually(() => held.every(({ counts }, at) => counts.connections > (before[at] ?? 0) + 1));
    expect(held.map(({ states }) => states[0]?.seq)).toEqual(seen);
    const login = (word: string) => exchange(opened.url, "POST /api/v1/login", { body: { username, password: word } });
    expect((await login(password)).status).toBe(401);
    expect((await login(next)).status).toBe(200);
  });

  test("is asked for before it is changed, and so often only", async () => {
    const person = await registerPerson(opened.url);
    const change = (current: string, next: string) => call("POST /api/v1/me/password", person, { current, next });
    expect((await change(password, "short")).json?.error?.fields).toHaveProperty("next");
    const statuses = [];
    for (let tries = 0; tries <= limits.passwordChecksMaxPerUser.count; tries++) {
      statuses.push((await change("a wrong password", "another long password")).status);
    }
    expect(statuses).toEqual([...statuses.slice(1).map(() => 422), 429]);
    expect((await call("GET /api/v1/me", person)).status).toBe(200);
  });
});

describe("sessions", () => {
  test("are listed with device and address, and ended one by one or all but this", async () => {
    const username = newUsername();
    const person = await registerPerson(opened.url, username);
    const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    const phone = await exchange(opened.url, "POST /api/v1/login", {
      body: { username, password },
      headers: { "user-agent": agent, "x-forwarded-for": "203.0.113.9" },
    });
    await logIn(opened.url, username);
    const { sessions } = await person.call("listSessions", {});
    expect(sessions).toHaveLength(3);
    expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1);
    const found = sessions.find(({ device }) => device === "Firefox on Linux");
    expect(found).toMatchObject({ address: "203.0.113.9", isThis: false });
    const token = cookieOf(phone).split("=")[1] ?? "";
    expect(JSON.stringify(sessions)).not.toContain(token);

    expect((await call(`DELETE /api/v1/me/sessions/${found?.id}`, ann)).status).toBe(404);
    expect((await call("GET /api/v1/me", { headers: { cookie: cookieOf(phone) } })).status).toBe(200);
    await person.call("endSession", { params: { id: found?.id ?? "" } });
    expect((await call("GET /api/v1/me", { headers: { cookie: cookieOf(phone) } })).status).toBe(401);
    await person.call("endOtherSessions", {});
    expect((await person.call("listSessions", {})).sessions).toMatchObject([{ isThis: true }]);
  });
});

describe("my data", () => {
  test("come as one JSON file with all I wrote, and nothing of others'", async () => {
    const [me, other] = [await registerPerson(opened.url), await registerPerson(opened.url)];
    const send = (who: Person, body: string, at: number) =>
      who.call("sendMessage", {
        params: { room: "lobby" },
        body: { body, clientId: `export-${who.username}-${at}` as never },
      });
    for (let at = 0; at < 7; at++) await send(me, `mine ${at}`, at);
    await send(other, "not mine", 0);
    await change({ email: "me@example.org" }, me);
    const answer = await call("GET /api/v1/me/export", me);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w-]+\.json"$/);
    const data = await me.call("exportMe", {});
    expect(data).toMatchObject({ profile: { username: me.username, email: "me@example.org" } });
    expect(data.rooms).toMatchObject([{ slug: "lobby" }]);
    expect(data.sessions).toHaveLength(1);
    expect(data.messages.map(({ body }) => body).sort()).toEqual(Array.from({ length: 7 }, (_, at) => `mine ${at}`));
    expect((await call("GET /api/v1/me/export", { headers: {} })).status).toBe(401);
  });
});

describe("deleting an account", () => {
  test("asks for the password, then ends everything and names nobody", async () => {
    const me = await registerPerson(opened.url);
    const clientId = `deleted-${me.username}` as never;
    await me.call("sendMessage", { params: { room: "lobby" }, body: { body: "once mine", clientId } });
    const remove = (word: string, messages = "remove") =>
      call("POST /api/v1/me/delete", me, { password: word, messages });
    expect((await remove("wrong password")).json?.error).toMatchObject({ fields: { password: expect.any(String) } });
    expect((await remove(password, "burn")).status).toBe(422);
    const answer = await remove(password);
    expect(answer.status).toBe(200);
    expect(cookieOf(answer)).toBe("session=");
    expect((await call("GET /api/v1/me", me)).status).toBe(401);
    const login = await exchange(opened.url, "POST /api/v1/login", { body: { username: me.username, password } });
    expect(login).toMatchObject({ status: 401, json: { error: { code: "bad_credentials" } } });
    const isGone = async () => {
      const { messages } = await ann.call("listMessages", { params: { room: "lobby" }, query: { limit: 100 } });
      const mine = messages.filter(({ author }) => author.id === me.user.id);
      return (
        mine.length === 1 && mine.every(({ body, author }) => body === "" && author.displayName === "Deleted user")
      );
    };
    await eventually(isGone, { what: "the message to go" });
    const { members } = await ann.call("listMembers", { params: { room: "lobby" }, query: {} });
    expect(members.some(({ user }) => user.id === me.user.id)).toBe(false);
    expect(opened.log()).not.toContain("goes on at the next start");
  });
});

test("guests have no profile to change and no sessions to see", async () => {
  const guest = guestAt(opened.url);
  for (const name of ["getMe", "listSessions", "exportMe", "endOtherSessions", "removeAvatar"] as const) {
    await expect(guest.call(name, {})).rejects.toMatchObject({ status: 401 });
  }
});
