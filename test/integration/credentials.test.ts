import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import { createPasswords } from "../../src/server/auth/hash-password.ts";
import { exchange, type Exchange, fromFreshAddress } from "../support/exchange.ts";
import { openApp, type OpenedApp } from "../support/open-app.ts";
import { newUsername, password, registerPerson } from "../support/people.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";

let opened: OpenedApp;

beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

const post = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  exchange(opened.url, `POST ${path}`, { body, headers });
const me = (headers: Record<string, string>) => exchange(opened.url, "GET /api/v1/me", { headers });

describe("A10: no credential but the right one", () => {
  const bodies: unknown[] = [
    {},
    { username: null, password: null },
    { username: "", password: "" },
    { username: "USER", password: "" },
    { username: "USER", password: null },
    { username: "USER", password: [password] },
    { username: "USER", password: { $ne: "" } },
    { username: "USER", password: 1 },
    { username: "USER", password: true },
    { username: ["USER"], password },
    { username: { $gt: "" }, password },
    { username: "USER", password: `${password} ` },
    { username: "USER", password: ` ${password}` },
    { username: "USER", password: `${password}\0` },
    { username: "USER\0", password: "wrong password" },
    { username: "1-", password },
    { username: "-1", password },
    { username: "' or 1=1 --", password: "' or 1=1 --" },
    { username: "USER", password: "x".repeat(2_000) },
    { username: "x".repeat(5_000), password },
  ];

  test.each(bodies.map((body) => ({ body })))("to log in with: $body", async ({ body }) => {
    const { username } = await registerPerson(opened.url);
    const text = JSON.stringify(body).replaceAll("USER", username);
    const headers = fromFreshAddress();
    const wrong = await post("/api/v1/login", { username: newUsername(), password: "wrong password" }, headers);
    const answer = await post("/api/v1/login", text, headers);
    expect(answer.status).toBe(401);
    expect(answer.text).toBe(wrong.text);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  const tokens = [
    "",
    "null",
    "undefined",
    "1-",
    "-1",
    "[]",
    "{}",
    "0",
    "%00",
    "x",
    "A".repeat(42),
    "A".repeat(43),
    "A".repeat(44),
    "A".repeat(9_000),
  ];

  test.each(tokens)("as a cookie: %s", async (token) => {
    expect((await me({ cookie: `session=${token}` })).status).toBe(401);
    expect((await me({ cookie: `__Host-session=${token}` })).status).toBe(401);
  });

  test.each(tokens)("as a bearer: %s", async (token) => {
    const answer = await me({ authorization: `Bearer ${token}` });
    expect([answer.status, answer.json?.error?.code]).toEqual([401, "unauthenticated"]);
  });

  test.each(["Basic YWRtaW46YWRtaW4=", "Bearer", "bearer  ", "Token x", "null"])(
    "in the header: %s",
    async (authorization) => {
      expect((await me({ authorization })).status).toBe(401);
    },
  );

  test("the hash of a token is no token", async () => {
    const { cookie, user } = await registerPerson(opened.url);
    const session = await opened.context.sessions.find(cookie.slice("session=".length));
    expect(session?.user).toEqual(user);
    expect((await me({ cookie: `session=${session?.tokenHash}` })).status).toBe(401);
  });

  test("a wrong bearer beside a right cookie is refused, not overlooked", async () => {
    const { cookie } = await registerPerson(opened.url);
    expect((await me({ cookie, authorization: "Bearer nonsense" })).status).toBe(401);
  });
});

describe("guessing passwords", () => {
  /** Hashes are counted instead of timed: they are the time. */
  async function openCounting() {
    let hashes = 0;
    const passwords = createPasswords(async ({ message }) => {
      hashes++;
      return createHash("sha256")
        .update(message as Uint8Array)
        .digest();
    });
    const app = await openApp({ passwords });
    const username = newUsername();
    await exchange(app.url, "POST /api/v1/register", { body: { username, password } });
    return { app, username, countHashes: () => hashes };
  }

  test("A15, A16: an unknown name costs and says the same as a wrong password", async () => {
    const { app, username, countHashes } = await openCounting();
    await using _ = app;
    const answers: Exchange[] = [];
    for (const name of [username, newUsername(), "no name at all", "", "\ud800"]) {
      const before = countHashes();
      answers.push(await exchange(app.url, "POST /api/v1/login", { body: { username: name, password: "wrong" } }));
      expect(countHashes() - before).toBe(1);
    }
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const headers = answers.map((answer) => [...answer.headers.keys()].join(" "));
    expect(new Set(headers).size).toBe(1);
  });

  test("A18: more than 1,024 bytes are refused before hashing", async () => {
    const { app, username, countHashes } = await openCounting();
    await using _ = app;
    const before = countHashes();
    const body = { username, password: "x".repeat(1_025) };
    expect((await exchange(app.url, "POST /api/v1/login", { body })).status).toBe(401);
    expect(
      (await exchange(app.url, "POST /api/v1/register", { body: { ...body, username: newUsername() } })).status,
    ).toBe(422);
    expect(countHashes()).toBe(before);
  });

  test("A17: one account is guessed at a limited number of times, from however many addresses", async () => {
    const { app, username } = await openCounting();
    await using _ = app;
    const { count } = limits.loginsMaxPerAccount;
    const guess = (index: number, name = username) =>
      exchange(app.url, "POST /api/v1/login", {
        body: { username: index % 2 ? name : name.toUpperCase(), password: "wrong" },
        headers: { "x-forwarded-for": `198.51.100.${index}` },
      });
    for (let index = 0; index < count; index++) expect((await guess(index)).status).toBe(401);
    const refused = await guess(count);
    expect([refused.status, refused.json?.error?.code]).toEqual([429, "rate_limited"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(500);
    expect(refused.json?.error?.retryAfterMs).toBeGreaterThan(500_000);
    expect((await guess(1, newUsername())).status).toBe(401);
  });

  test("right passwords do not use up an account's tries", async () => {
    const { app, username } = await openCounting();
    await using _ = app;
    for (let index = 0; index <= limits.loginsMaxPerAccount.count; index++) {
      expect((await exchange(app.url, "POST /api/v1/login", { body: { username, password } })).status).toBe(200);
    }
  });

  test.each([
    ["without a proxy, whatever the headers say", "", (index: number) => `198.51.100.${index}, 127.0.0.1`],
    [
      "behind a proxy, by the entry that it wrote",
      "127.0.0.0/8",
      (index: number) => `198.51.100.${index}, 203.0.113.9`,
    ],
    ["behind two", "127.0.0.0/8,192.0.2.1", (index: number) => `10.0.0.${index}, 203.0.113.9, 192.0.2.1`],
    ["from within one IPv6 /64", "127.0.0.0/8", (index: number) => `2001:db8:1:2:${index.toString(16)}::1`],
  ])("A17: one address is limited %s", async (_name, trusted, forwarded) => {
    const passwords = createPasswords(async () => Buffer.alloc(32, 1));
    await using app = await openApp({ passwords, env: { PARLEY_TRUSTED_PROXIES: trusted } });
    const statuses: number[] = [];
    for (let index = 0; index <= limits.loginsMaxPerAddress.count; index++) {
      const headers = {
        "x-forwarded-for": forwarded(index),
        "x-real-ip": `9.9.9.${index}`,
        "true-client-ip": "127.0.0.1",
      };
      const body = { username: newUsername(), password };
      statuses.push((await exchange(app.url, "POST /api/v1/login", { body, headers })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: limits.loginsMaxPerAddress.count }, () => 401), 429]);
  });
});

describe("A11: the first administrator", () => {
  const body = (code: string) => ({ username: newUsername(), password, code });

  test("of 100 at once with the right code, exactly one; after that nobody", async () => {
    await using app = await openApp({ setupCode: "right-code" });
    const setUp = (code: string) => exchange(app.url, "POST /api/v1/setup", { body: body(code) });
    expect((await exchange(app.url, "GET /api/v1/installation")).json).toMatchObject({ needsSetup: true });
    const answers = await Promise.all(Array.from({ length: 100 }, () => setUp("right-code")));
    const [first, ...others] = answers.toSorted((one, other) => one.status - other.status);
    expect(first).toMatchObject({ status: 201, json: { user: { role: "admin" } } });
    expect(new Set(others.map(({ status, json }) => `${status} ${json?.error?.code}`))).toEqual(
      new Set(["409 already_set_up"]),
    );
    expect(await setUp("right-code")).toMatchObject({ status: 409 });
    expect((await exchange(app.url, "GET /api/v1/installation")).json).toMatchObject({ needsSetup: false });
  });

  test("not without the code, and guessing is limited even for who hits it then", async () => {
    await using app = await openApp({ setupCode: "right-code" });
    const setUp = (code: string) => exchange(app.url, "POST /api/v1/setup", { body: body(code) });
    const guesses = ["", "right-cod", "right-code2", "RIGHT-CODE", "null", "wrong"];
    for (const code of guesses)
      expect(await setUp(code)).toMatchObject({ status: 403, json: { error: { code: "bad_setup_code" } } });
    for (let index = guesses.length; index < limits.setupsMaxPerAddress.count; index++) await setUp("wrong");
    expect(await setUp("right-code")).toMatchObject({ status: 429 });
    expect(await app.context.storage.hasAdmin()).toBe(false);
  });

  test("not on an installation that has one, whatever the code", async () => {
    using folder = makeTemporaryFolder();
    const options = { env: { DATA_DIR: folder.path }, setupCode: "right-code" };
    {
      await using app = await openApp(options);
      expect(await exchange(app.url, "POST /api/v1/setup", { body: body("right-code") })).toMatchObject({
        status: 201,
      });
    }
    await using again = await openApp(options);
    for (const code of ["right-code", "", "undefined"]) {
      expect(await exchange(again.url, "POST /api/v1/setup", { body: body(code) })).toMatchObject({
        status: 409,
        json: { error: { code: "already_set_up" } },
      });
    }
  });
});
