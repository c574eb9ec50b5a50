import { connect } from "node:net";
import { text as readText } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { errors } from "#protocol/errors.ts";
import { type Endpoint, httpApi } from "#protocol/http-api.ts";
import { limits } from "#protocol/limits.ts";
import { createPasswords } from "../../src/server/auth/hash-password.ts";
import { exchange } from "../support/exchange.ts";
import { openApp, type OpenedApp } from "../support/open-app.ts";
import { password, type Person, registerPerson } from "../support/people.ts";

let opened: OpenedApp;
let ada: Person;

beforeAll(async () => {
  opened = await openApp();
  ada = await registerPerson(opened.url);
});
afterAll(() => opened[Symbol.asyncDispose]());

const endpoints: [string, Endpoint][] = Object.entries(httpApi).filter(([name]) => name !== "sync");
const lineOf = ({ method, path }: Endpoint) => `${method} ${path.replaceAll(/\{\w+\}/g, "1")}`;

describe("every address of the API", () => {
  test.each(endpoints)(
    "%s is served, never kept by a cache, and carries the headers that protect it",
    async (_name, endpoint) => {
      const { status, headers, json } = await exchange(opened.url, lineOf(endpoint), {
        headers: { cookie: "session=x" },
      });
      expect(status).toBeLessThan(500);
      expect(json?.error?.message).not.toBe(errors.internal.message);
      expect(headers.get("cache-control")).toBe("private, no-store");
      expect(headers.get("content-security-policy")).not.toContain("unsafe");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.has("strict-transport-security")).toBe(false);
      expect(headers.has("access-control-allow-origin")).toBe(false);
    },
  );

  test.each(endpoints.filter(([, { audience }]) => audience !== "guest"))(
    "%s is not for guests",
    async (_name, endpoint) => {
      const answer = await exchange(opened.url, lineOf(endpoint));
      expect([answer.status, answer.json?.error?.code]).toEqual([401, "unauthenticated"]);
    },
  );

  test.each(endpoints.filter(([, { method }]) => method !== "GET"))(
    "%s is not for other sites",
    async (_name, endpoint) => {
      const headers = { cookie: ada.cookie, "sec-fetch-site": "cross-site" };
      const answer = await exchange(opened.url, lineOf(endpoint), { headers });
      expect([answer.status, answer.json?.error?.code]).toEqual([403, "cross_site"]);
    },
  );

  test("a method that it does not know is 405 and names those it does", async () => {
    const answer = await exchange(opened.url, "DELETE /api/v1/rooms/1/messages", { headers: { cookie: ada.cookie } });
    expect([answer.status, answer.json?.error?.code]).toEqual([405, "method_not_allowed"]);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, POST");
    expect((await exchange(opened.url, "OPTIONS /api/v1/login")).status).toBe(405);
  });
});

describe("a refusal is {error: {code, message}} and nothing of our insides", () => {
  const json = { "content-type": "application/json" };
  test.each<[string, string, { body?: string | Uint8Array; headers?: Record<string, string> }, number, string]>([
    ["an unknown address", "GET /api/v1/nothing", {}, 404, "not_found"],
    ["an unknown page", "GET /nothing.php", {}, 404, "not_found"],
    ["an address that cannot be decoded", "GET /api/v1/rooms/%zz", {}, 400, "bad_request"],
    ["U+0000 in the address", "GET /api/v1/rooms/a%00b", {}, 400, "bad_request"],
    ["U+0000 in the query", "GET /api/v1/users?q=%00", {}, 400, "bad_request"],
    ["half a JSON", "POST /api/v1/login", { body: '{"username":' }, 400, "bad_request"],
    [
      "JSON that is not UTF-8",
      "POST /api/v1/login",
      { body: Uint8Array.of(0x22, 0xff, 0x22), headers: json },
      400,
      "bad_request",
    ],
    ["JSON 100,000 deep", "POST /api/v1/login", { body: "[".repeat(60_000) }, 400, "bad_request"],
    ["a body that is too large", "POST /api/v1/login", { body: "x".repeat(limits.bodyMaxBytes + 1) }, 413, "too_large"],
    [
      "plain text",
      "POST /api/v1/login",
      { body: "{}", headers: { "content-type": "text/plain" } },
      415,
      "unsupported_media",
    ],
    [
      "XML",
      "POST /api/v1/login",
      { body: "<a/>", headers: { "content-type": "application/xml" } },
      415,
      "unsupported_media",
    ],
    [
      "A26: a compressed body",
      "POST /api/v1/login",
      { body: gzipSync("{}"), headers: { ...json, "content-encoding": "gzip" } },
      415,
      "unsupported_media",
    ],
  ])("%s", async (_name, line, request, status, code) => {
    const answer = await exchange(opened.url, line, request);
    expect(answer.status).toBe(status);
    expect(answer.json).toEqual({ error: { code, message: expect.any(String) } });
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.text).not.toMatch(/node_modules|\.ts\b|FST_|at \w+ \(/);
  });

  test("bytes that are no HTTP", async () => {
    const socket = connect({ host: "127.0.0.1", port: Number(new URL(opened.url).port) });
    socket.end("NONSENSE\r\n\r\n");
    const answer = await readText(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toMatchObject({ error: { code: "bad_request" } });
  });

  test("headers without end", async () => {
    const socket = connect({ host: "127.0.0.1", port: Number(new URL(opened.url).port) });
    socket.end(`GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(20_000)}\r\n\r\n`);
    expect(await readText(socket)).toMatch(/^HTTP\/1\.1 431 /);
  });

  test("a failure of our own is noted in the log and told to nobody", async () => {
    const passwords = createPasswords(() => Promise.reject(new Error("the disk of db-7 is full")));
    await using broken = await openApp({ passwords });
    const body = { username: "somebody", password };
    const answer = await exchange(broken.url, "POST /api/v1/register", { body });
    expect(answer.status).toBe(500);
    expect(answer.json).toEqual({ error: { code: "internal", message: errors.internal.message } });
    expect(broken.log()).toContain("the disk of db-7 is full");
  });
});

test("A33: a key named __proto__ or constructor is left out, and changes nobody", async () => {
  const body = `{"displayName":"Ada","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`;
  const answer = await exchange(opened.url, "PATCH /api/v1/me", { body, headers: { cookie: ada.cookie } });
  expect(answer).toMatchObject({ status: 200, json: { user: { displayName: "Ada" } } });
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("A33: what people type into an address cannot break a line of the log", async () => {
  await exchange(opened.url, "GET /api/v1/rooms/x%0d%0a%7B%22level%22:60%7D?a=%0d%0aforged", {
    headers: { "user-agent": "forged", "x-request-id": "forged" },
  });
  const lines = opened.log().trimEnd().split("\n");
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ time: expect.any(Number) });
  expect(opened.log()).not.toContain("forged");
});

test("forms are read like JSON", async () => {
  const form = (fields: Record<string, string>) =>
    exchange(opened.url, "PATCH /api/v1/me", {
      body: new URLSearchParams(fields).toString(),
      headers: { cookie: ada.cookie, "content-type": "application/x-www-form-urlencoded" },
    });
  expect(await form({ displayName: "Ada & Co" })).toMatchObject({
    status: 200,
    json: { user: { displayName: "Ada & Co" } },
  });
  expect(await form({ displayName: "" })).toMatchObject({ status: 422 });
});

test("says what it is, and that it lives and is ready", async () => {
  const { json } = await exchange(opened.url, "GET /api/v1/installation");
  expect(json).toMatchObject({ name: "Parley", protocol: 1, needsSetup: true, limits });
  for (const path of ["/livez", "/readyz"]) {
    expect(await exchange(opened.url, `GET ${path}`)).toMatchObject({ status: 200, json: { status: "ok" } });
  }
});
