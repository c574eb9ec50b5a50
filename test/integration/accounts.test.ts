import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import { createPasswords } from "../../src/server/auth/hash-password.ts";
import { cookieOf, exchange, type Exchange, fromFreshAddress } from "../support/exchange.ts";
import { openApp, type OpenedApp } from "../support/open-app.ts";
import { logIn, newUsername, password, registerPerson } from "../support/people.ts";

let opened: OpenedApp;

beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

const post = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  exchange(opened.url, `POST ${path}`, { body, headers });
const me = (headers: Record<string, string>) => exchange(opened.url, "GET /api/v1/me", { headers });
const register = (username: string) => post("/api/v1/register", { username, password }, fromFreshAddress());

describe("registering", () => {
  test("makes an account, logs it in, and keeps the name as it was typed", async () => {
    const username = `Zoë.${newUsername()}`;
    const answer = await register(username.normalize("NFD"));
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({ user: { id: expect.any(Number), username, displayName: username, role: "member" } });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect((await me({ cookie: cookieOf(answer) })).json).toEqual(answer.json);
  });

  test("puts everybody into the lobby", async () => {
    const ada = await registerPerson(opened.url);
    const { rooms } = await ada.call("listRooms", { query: {} });
    expect(rooms).toMatchObject([{ slug: "lobby", membership: { role: "member" } }]);
  });

  test("names all faults at once", async () => {
    const { status, json } = await post("/api/v1/register", { username: "a b", password: "short", displayName: "\n" });
    expect({ status, error: json?.error }).toEqual({
      status: 422,
      error: {
        code: "invalid",
        message: expect.any(String),
        fields: { username: expect.any(String), password: expect.any(String), displayName: expect.any(String) },
      },
    });
  });

  test("A12: refuses names that look like one there is", async () => {
    expect((await register("Admin")).status).toBe(201);
    const lookAlikes = [
      "Admin",
      "admin",
      "ADMIN",
      "adm1n",
      "adrnin",
      "аdmin",
      "admin\u200b",
      "ａｄｍｉｎ",
      "admin ",
      "admin@x.org",
    ];
    for (const name of lookAlikes) {
      const { status, json } = await register(name);
      expect([`${name} 409 username_taken`, `${name} 422 invalid`]).toContain(`${name} ${status} ${json?.error?.code}`);
    }
  });

  test("of two at once with one name, one gets it", async () => {
    const username = newUsername();
    const answers = await Promise.all([1, 2, 3, 4].map(() => register(username)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409, 409, 409]);
  });

  test("A9: nobody chooses their own role or id", async () => {
    const body = { username: newUsername(), password, role: "admin", id: 1, isAdmin: true, user: { role: "admin" } };
    const { status, json } = await post("/api/v1/register", body, fromFreshAddress());
    expect(status).toBe(201);
    expect(json).toMatchObject({ user: { username: body.username, role: "member" } });
    expect(json).not.toMatchObject({ user: { id: 1 } });
  });

  test("is limited by address, an IPv6 /64 being one", async () => {
    const from = (index: number) => ({ "x-forwarded-for": `2001:db8:7::${index.toString(16)}` });
    const { count } = limits.registrationsMaxPerAddress;
    const tries = Array.from({ length: count + 1 }, (_, index) => index);
    const answers: Exchange[] = [];
    await using quick = await openApp({ passwords: createPasswords(async () => Buffer.alloc(32, 1)) });
    for (const index of tries) {
      const body = { username: newUsername(), password };
      answers.push(await exchange(quick.url, "POST /api/v1/register", { body, headers: from(index) }));
    }
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: count }, () => 201), 429]);
    expect(Number(answers.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(3_000);
    const elsewhere = { "x-forwarded-for": "2001:db8:8::1" };
    const body = { username: newUsername(), password };
    expect((await exchange(quick.url, "POST /api/v1/register", { body, headers: elsewhere })).status).toBe(201);
  });
});

describe("logging in and out", () => {
  test("in whatever case the name is typed", async () => {
    const { username } = await registerPerson(opened.url);
    const answer = await post("/api/v1/login", { username: username.toUpperCase(), password });
    expect(answer).toMatchObject({ status: 200, json: { user: { username } } });
  });

  test("A13: makes a new token and ends the old one", async () => {
    const { username, cookie } = await registerPerson(opened.url);
    const answer = await post("/api/v1/login", { username, password }, { cookie });
    expect(cookieOf(answer)).not.toBe(cookie);
    expect((await me({ cookie })).status).toBe(401);
    expect((await me({ cookie: cookieOf(answer) })).status).toBe(200);
  });

  test("A13: a cookie that somebody planted is not taken over", async () => {
    const { username } = await registerPerson(opened.url);
    const planted = `session=${"A".repeat(43)}`;
    const answer = await post("/api/v1/login", { username, password }, { cookie: planted });
    expect(cookieOf(answer)).not.toBe(planted);
    expect((await me({ cookie: planted })).status).toBe(401);
  });

  test("out: the cookie goes, and the token is dead at once, as cookie and as bearer", async () => {
    const { username, cookie } = await registerPerson(opened.url);
    const other = await logIn(opened.url, username);
    expect((await me({ cookie })).status).toBe(200);
    const answer = await post("/api/v1/logout", undefined, { cookie });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([expect.stringMatching(/^session=; Max-Age=0; Path=\//)]);
    expect((await me({ cookie })).status).toBe(401);
    expect((await me({ authorization: `Bearer ${cookie.slice("session=".length)}` })).status).toBe(401);
    expect((await me({ cookie: other.cookie })).status).toBe(200);
  });

  test("out without a session is no fault", async () => {
    expect((await post("/api/v1/logout", {})).status).toBe(200);
  });

  test("a token works as a bearer's as well", async () => {
    const { cookie, user } = await registerPerson(opened.url);
    const answer = await me({ authorization: `Bearer ${cookie.slice("session=".length)}` });
    expect(answer.json).toEqual({ user });
  });
});

describe("A19: requests that other sites make a browser send", () => {
  const foreign: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://127.0.0.1.evil.example" },
  ];

  test.each(foreign.map((headers) => ({ headers })))("change nothing: $headers", async ({ headers }) => {
    const { cookie, user, call } = await registerPerson(opened.url);
    const attempts = await Promise.all([
      exchange(opened.url, "PATCH /api/v1/me", { body: { displayName: "Mallory" }, headers: { cookie, ...headers } }),
      post("/api/v1/logout", undefined, { cookie, ...headers }),
      post("/api/v1/login", { username: user.username, password }, headers),
    ]);
    for (const { status, json } of attempts) expect([status, json?.error?.code]).toEqual([403, "cross_site"]);
    expect((await call("getMe", {})).user).toEqual(user);
  });

  test("as do JSON in disguise and forms from nowhere", async () => {
    const text = JSON.stringify({ username: newUsername(), password });
    for (const type of ["text/plain", "multipart/form-data", "application/jsonp", ""]) {
      expect((await post("/api/v1/register", text, { "content-type": type })).status).toBe(415);
    }
  });

  test("while our own pages and tools without a browser may", async () => {
    const { username } = await registerPerson(opened.url);
    const own: Record<string, string>[] = [
      { "sec-fetch-site": "same-origin", origin: opened.url },
      { origin: opened.url },
      {},
    ];
    for (const headers of own) {
      expect((await post("/api/v1/login", { username, password }, headers)).status).toBe(200);
    }
  });
});

describe("behind TLS", () => {
  test("the cookie is of this host alone, over TLS alone, and no other name is believed", async () => {
    await using app = await openApp({ env: { PARLEY_PUBLIC_URL: "https://chat.example.org" } });
    const body = { username: newUsername(), password };
    const answer = await exchange(app.url, "POST /api/v1/register", { body });
    const [line = ""] = answer.headers.getSetCookie();
    expect(line).toMatch(/^__Host-session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(answer.headers.get("strict-transport-security")).toBe("max-age=31536000");
    const cookie = cookieOf(answer);
    expect((await exchange(app.url, "GET /api/v1/me", { headers: { cookie } })).status).toBe(200);
    const planted = cookie.replace("__Host-", "");
    expect((await exchange(app.url, "GET /api/v1/me", { headers: { cookie: planted } })).status).toBe(401);
  });
});

describe("my own account", () => {
  test("its name changes for me and for others, at once", async () => {
    const [ada, bob] = await Promise.all([registerPerson(opened.url), registerPerson(opened.url)]);
    const { user } = await ada.call("changeMe", { body: { displayName: " Ada Lovelace " } });
    expect(user).toEqual({ ...ada.user, displayName: "Ada Lovelace" });
    expect((await ada.call("getMe", {})).user).toEqual(user);
    expect((await bob.call("getUser", { params: { id: ada.user.id } })).user).toMatchObject({
      displayName: "Ada Lovelace",
    });
    expect((await ada.call("changeMe", { body: {} })).user).toEqual(user);
  });

  test.each(["", "\u200b", "a\nb", "\u202egnp.exe", "x".repeat(65), `a${"\u0301".repeat(9)}`])(
    "A35: is not called %j",
    async (displayName) => {
      const { cookie } = await registerPerson(opened.url);
      const answer = await exchange(opened.url, "PATCH /api/v1/me", { body: { displayName }, headers: { cookie } });
      expect(answer).toMatchObject({ status: 422, json: { error: { fields: { displayName: expect.any(String) } } } });
    },
  );

  test("people are found by a part of their name, by members only", async () => {
    const ada = await registerPerson(opened.url);
    const { users } = await ada.call("listUsers", { query: { q: ada.username.slice(1) } });
    const { role: _, ...asOthersSeeMe } = ada.user;
    // Names that differ by a letter come after it.
    expect(users[0]).toEqual(asOthersSeeMe);
    expect((await exchange(opened.url, "GET /api/v1/users")).status).toBe(401);
    expect((await exchange(opened.url, `GET /api/v1/users/${ada.user.id}`)).status).toBe(401);
    expect(await exchange(opened.url, "GET /api/v1/users/999999", { headers: { cookie: ada.cookie } })).toMatchObject({
      status: 404,
    });
  });
});

test("A34: passwords and tokens are neither in the log nor in the database", async () => {
  const secret = "a password like no other";
  await using app = await openApp();
  const body = { username: newUsername(), password: secret };
  const token = cookieOf(await exchange(app.url, "POST /api/v1/register", { body })).slice("session=".length);
  await exchange(app.url, "POST /api/v1/login", { body });
  await exchange(app.url, "POST /api/v1/login", { body: `{"password":"${secret}"` });
  await exchange(app.url, `GET /api/v1/me?token=${token}`, { headers: { authorization: `Bearer ${token}` } });
  const files = globSync("**/*", { cwd: app.context.config.dataDir }).map((name) =>
    join(app.context.config.dataDir, name),
  );
  const kept = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, "latin1"));
  const places = [app.log(), ...kept];
  expect(kept.some((text) => text.includes(body.username))).toBe(true);
  expect(app.log()).toContain("/api/v1/login");
  for (const text of places) {
    expect(text.includes(secret)).toBe(false);
    expect(text.includes(token)).toBe(false);
  }
});
