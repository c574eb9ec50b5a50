import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pino } from "pino";
import { z } from "zod";
import { readConfig } from "../../src/server/config.ts";
import type { OpenApiDocument, Operation } from "../../src/server/http/openapi/build-document.ts";
import { createServer, type Server } from "../../src/server/server.ts";
import { craftPng } from "../support/craft-images.ts";
import { cookieOf, exchange, type Exchange, fromFreshAddress } from "../support/exchange.ts";
import { logIn, newUsername, password, type Person, registerPerson } from "../support/people.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";

const folder = makeTemporaryFolder();
let server: Server;
let document: OpenApiDocument;
let ada: Person;

beforeAll(async () => {
  const config = readConfig({ DATA_DIR: folder.path, PORT: "0", PARLEY_TRUSTED_PROXIES: "127.0.0.0/8, ::1" });
  server = await createServer(config, { log: pino({ level: "silent" }) });
  document = (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as OpenApiDocument;
  ada = await registerPerson(server.url);
});
afterAll(async () => {
  await server.close();
  folder[Symbol.dispose]();
});

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

function listOperations(): Listed[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

function findOperation(operationId: string): Listed {
  const found = listOperations().find(({ operation }) => operation.operationId === operationId);
  if (!found) throw new Error(`No operation ${operationId}`);
  return found;
}

function listRefs(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === "$ref" ? [String(part)] : listRefs(part)));
}

describe("the document", () => {
  test("holds every route of the server, and no other", () => {
    const served = [...server.app.routeList].flatMap(([url, methods]) =>
      [...methods]
        .filter((method) => method !== "HEAD")
        .map((method) => `${method} ${url.replaceAll(/:(\w+)/g, "{$1}").replace("*", "{path}")}`),
    );
    expect(served.length).toBeGreaterThan(50);
    expect(
      listOperations()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ).toEqual(served.sort());
  });

  test("is OpenAPI 3.1 with what that asks for", () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: "Parley", version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    const operations = listOperations();
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z][A-Za-z0-9]*$/.test(id))).toEqual([]);
    const tags = new Set(document.tags.map(({ name }) => name));
    const ways = new Set(Object.keys(document.components.securitySchemes));
    for (const { operation } of operations) {
      expect(operation.summary).not.toBe("");
      expect(operation.tags.every((tag) => tags.has(tag))).toBe(true);
      expect(operation.security.flatMap((way) => Object.keys(way)).every((way) => ways.has(way))).toBe(true);
      expect(Object.keys(operation.responses).every((status) => /^([1-5]\d\d|default)$/.test(status))).toBe(true);
      expect(Object.values(operation.responses).every(({ description }) => description.length > 0)).toBe(true);
    }
  });

  test("describes exactly the parameters that the paths have", () => {
    for (const { path, operation } of listOperations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).filter((parameter) => parameter.in === "path");
      expect({ path, names: described.map(({ name }) => name) }).toEqual({ path, names: inPath });
      expect(described.every(({ required }) => required)).toBe(true);
    }
  });

  test("refers only to what it holds, and holds nothing that is not referred to", () => {
    const refs = new Set(listRefs(document));
    const held = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect([...refs].filter((ref) => !held.includes(ref))).toEqual([]);
    expect(held.filter((ref) => !refs.has(ref))).toEqual(["#/components/schemas/ClientFrame"]);
  });

  test("is the same for everybody, at every time", async () => {
    const again = await (await fetch(`${server.url}/api/v1/openapi.json`, { headers: ada.headers })).json();
    expect(again).toEqual(document);
  });
});

/** The document's own schema of an answer, as a check. */
function schemaOf(operationId: string, status: number): z.ZodType {
  const { operation } = findOperation(operationId);
  const response = operation.responses[status] ?? operation.responses["default"];
  const schema = response?.content?.["application/json"]?.schema;
  if (!schema) throw new Error(`${operationId} describes no JSON for ${status}`);
  const $defs = document.components.schemas;
  const text = JSON.stringify({ ...schema, $defs }).replaceAll("#/components/schemas/", "#/$defs/");
  return z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0]);
}

interface Call {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const called = new Set<string>();

async function call(
  operationId: string,
  { params = {}, query = "", body, headers = ada.headers }: Call = {},
): Promise<Exchange> {
  const { method, path } = findOperation(operationId);
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
  called.add(operationId);
  return exchange(server.url, `${method} ${address}${query}`, { body, headers });
}

/** Calls, and holds the answer against what the document says of it. */
async function expectAsDescribed(operationId: string, status: number, input: Call = {}): Promise<unknown> {
  const answer = await call(operationId, input);
  expect({ operationId, status: answer.status, text: answer.status === status ? "" : answer.text }).toEqual({
    operationId,
    status,
    text: "",
  });
  const parsed = schemaOf(operationId, status).safeParse(answer.json);
  expect({ operationId, issues: parsed.error?.issues ?? [] }).toEqual({ operationId, issues: [] });
  return answer.json;
}

const guestHeaders = () => fromFreshAddress();

/** Everything that somebody does with an account of their own, to its end. */
async function describeAccount(): Promise<void> {
  const bea = await registerPerson(server.url);
  const { headers } = bea;
  const picture = { body: craftPng(2, 2), headers: { ...headers, "content-type": "image/png" } };
  await expectAsDescribed("setAvatar", 200, picture);
  await expectAsDescribed("removeAvatar", 200, { headers });
  await logIn(server.url, bea.username);
  await expectAsDescribed("postSettingsAvatarPage", 200, picture);
  await expectAsDescribed("postSettingsAvatarRemovePage", 200, { headers });
  await expectAsDescribed("postSettingsProfilePage", 200, { headers, body: { bio: "By a form" } });
  await expectAsDescribed("postSettingsStatusPage", 200, { headers, body: { text: "Here", span: "30" } });
  await expectAsDescribed("postSettingsEmailPage", 200, { headers, body: { email: "bea@example.org" } });
  await expectAsDescribed("postSettingsSessionsEndPage", 404, { headers, body: { id: "none" } });
  await expectAsDescribed("postSettingsSessionsEndOthersPage", 200, { headers });
  const wrong = { current: "wrong", next: `${password}!`, password: "wrong", messages: "keep", confirm: bea.username };
  await expectAsDescribed("postSettingsPasswordPage", 422, { headers, body: wrong });
  await expectAsDescribed("postSettingsDeletePage", 422, { headers, body: wrong });
  await logIn(server.url, bea.username);
  const { sessions } = (await expectAsDescribed("listSessions", 200, { headers })) as { sessions: { id: string }[] };
  const other = sessions.find((session) => !("isThis" in session && session.isThis));
  await expectAsDescribed("endSession", 200, { headers, params: { id: other?.id ?? "" } });
  await expectAsDescribed("endOtherSessions", 200, { headers });
  await expectAsDescribed("exportMe", 200, { headers });
  const change = await call("changePassword", { headers, body: { current: password, next: `${password}!` } });
  expect(schemaOf("changePassword", change.status).safeParse(change.json).success).toBe(true);
  const fresh = { cookie: cookieOf(change) };
  const body = { password: `${password}!`, messages: "keep" };
  await expectAsDescribed("deleteMe", 200, { headers: fresh, body });
}

describe("answers are as described", () => {
  test("and others would be noticed, also deep inside", async () => {
    const { json } = await call("listMessages", { params: { room: "lobby" } });
    const schema = schemaOf("listMessages", 200);
    expect(schema.safeParse(json).success).toBe(true);
    expect(schema.safeParse({ ...json, position: { epoch: "x" } }).success).toBe(false);
    expect(schema.safeParse({ ...json, messages: [{ id: 1 }] }).success).toBe(false);
  });

  test("of every operation that answers JSON", async () => {
    const username = newUsername();
    await expectAsDescribed("register", 201, { body: { username, password }, headers: guestHeaders() });
    await expectAsDescribed("login", 200, { body: { username, password }, headers: guestHeaders() });
    await expectAsDescribed("postRegisterPage", 201, {
      body: { username: newUsername(), password },
      headers: guestHeaders(),
    });
    await expectAsDescribed("postLoginPage", 200, { body: { username, password }, headers: guestHeaders() });
    await expectAsDescribed("logout", 200, { headers: guestHeaders() });
    await expectAsDescribed("postLogoutPage", 200, { headers: guestHeaders() });
    const code = server.context.setupCode;
    const admin = { username: newUsername(), password };
    await expectAsDescribed("setUp", 201, { body: { code, ...admin }, headers: guestHeaders() });
    await expectAsDescribed("postSetupPage", 409, {
      body: { code, username: newUsername(), password },
      headers: guestHeaders(),
    });
    await expectAsDescribed("getMe", 200);
    await expectAsDescribed("changeMe", 200, { body: { displayName: "Ada", status: { text: "Here", emoji: "🌱" } } });
    await describeAccount();
    await expectAsDescribed("listUsers", 200, { query: "?q=" });
    await expectAsDescribed("getUser", 200, { params: { id: ada.user.id } });

    const { room } = (await expectAsDescribed("createRoom", 201, {
      body: { name: "Described", readableBy: "everyone" },
    })) as {
      room: { id: number; slug: string };
    };
    await expectAsDescribed("postRoomsCreatePage", 201, { body: { name: "By a form" } });
    const params = { room: room.slug };
    await expectAsDescribed("changeRoom", 200, { params, body: { topic: "As described" } });
    await expectAsDescribed("addMembers", 200, { params, body: {} });
    await expectAsDescribed("postRoomsRoomJoinPage", 200, { params });

    const message = { body: "hello", clientId: "described-1" };
    const sent = await expectAsDescribed("sendMessage", 201, { params, body: message });
    await expectAsDescribed("sendMessage", 200, { params, body: message });
    const { id } = (sent as { message: { id: number } }).message;
    await expectAsDescribed("editMessage", 200, { params: { id }, body: { body: "hello!" } });
    await expectAsDescribed("sendToLobby", 201, { body: { message: "hi" } });
    await expectAsDescribed("sendToRoom", 201, { params, body: { content: "hi" } });
    await expectAsDescribed("sendToRoomByRest", 201, { params, body: { content: "hi" } });
    await expectAsDescribed("pollLobby", 200, { params: { id: 0 } });
    await expectAsDescribed("pollRoom", 200, { params, query: "?after=0" });
    await expectAsDescribed("pollRoomByRest", 200, { params, query: "?before=99" });
    await expectAsDescribed("listMessages", 200, { params, query: "?around=2" });
    await expectAsDescribed("deleteMessage", 200, { params: { id } });
    await expectAsDescribed("markRead", 200, { params, body: { upTo: 1 } });
    const notes = await expectAsDescribed("openDirect", 201, { body: { userIds: [] } });
    await expectAsDescribed("openDirect", 200, { body: { userIds: [] } });
    const chat = { room: (notes as { room: { slug: string } }).room.slug };
    await expectAsDescribed("hideChat", 200, { params: chat, body: { hidden: true } });
    await expectAsDescribed("sync", 200, { query: `?rooms=${room.id}` });

    await expectAsDescribed("listRooms", 200);
    await expectAsDescribed("getRoom", 200, { params });
    await expectAsDescribed("listMembers", 200, { params });
    await expectAsDescribed("removeMember", 200, { params: { ...params, user: "me" } });
    await expectAsDescribed("postRoomsRoomLeavePage", 404, { params });
    await expectAsDescribed("describeInstallation", 200);
    await expectAsDescribed("getLivez", 200);
    await expectAsDescribed("getReadyz", 200);

    const headers = { cookie: cookieOf(await call("login", { body: admin, headers: guestHeaders() })) };
    const someone = await registerPerson(server.url);
    await expectAsDescribed("listAccounts", 200, { headers });
    await expectAsDescribed("changeAccount", 200, {
      params: { id: someone.user.id },
      body: { role: "admin" },
      headers,
    });
    await expectAsDescribed("endSessions", 200, { params: { id: someone.user.id }, headers });
    await expectAsDescribed("reviewMessages", 200, { headers });

    const answerJson = listOperations().filter(({ operation }) =>
      Object.entries(operation.responses).some(
        ([status, { content }]) => status < "3" && content?.["application/json"]?.schema,
      ),
    );
    expect(answerJson.map(({ operation }) => operation.operationId).filter((name) => !called.has(name))).toEqual([]);
  });

  test("of refusals, with the statuses that are described", async () => {
    const headers = guestHeaders();
    const refusals: readonly [string, number, Call][] = [
      ["getMe", 401, { headers }],
      ["getRoom", 404, { params: { room: "no-such-room" } }],
      ["register", 422, { body: { username: "x", password: "y" }, headers }],
      ["login", 401, { body: { username: "nobody-here", password: "y" }, headers }],
      ["createRoom", 422, { body: { name: "" } }],
      ["sendMessage", 422, { params: { room: "lobby" }, body: { body: " ", clientId: "described-2" } }],
      ["sendToLobby", 400, { body: { message: " " } }],
      ["sendToLobby", 403, { body: { message: "x" }, headers }],
      ["pollRoom", 404, { params: { room: "no-such-room" } }],
      ["pollRoomByRest", 400, { params: { room: "lobby" }, query: "?after=x" }],
      ["getApiV1Socket", 426, {}],
    ];
    for (const [operationId, status, input] of refusals) {
      expect(Object.keys(findOperation(operationId).operation.responses)).toContain(String(status));
      await expectAsDescribed(operationId, status, input);
    }
  });
});

describe("the page to read", () => {
  test("is found from /api/, names every operation and every shape, and needs nothing from elsewhere", async () => {
    const redirect = await fetch(`${server.url}/api/`, { redirect: "manual" });
    expect([redirect.status, redirect.headers.get("location")]).toEqual([302, "/api/v1/docs/"]);
    const page = await (await fetch(`${server.url}/api/v1/docs/`)).text();
    const ids = new Set([...page.matchAll(/id="([^"]+)"/g)].map(([, id]) => id));
    expect(
      listOperations()
        .map(({ operation }) => operation.operationId)
        .filter((id) => !ids.has(id)),
    ).toEqual([]);
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
    expect(page).not.toMatch(/<script|<style|\sstyle=|(?:src|href)="(?:https?:)?\/\//);
    expect(page).not.toMatch(/undefined|\[object /);
  });

  test("wears the product's style sheet and its own", async () => {
    const page = await (await fetch(`${server.url}/api/v1/docs/`)).text();
    const sheets = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)">/g)].map(([, href = ""]) => href);
    const texts = await Promise.all(sheets.map(async (href) => (await fetch(server.url + href)).text()));
    expect(sheets).toHaveLength(2);
    const defined = new Set([...(texts[0] ?? "").matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    const used = [...(texts[1] ?? "").matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name);
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((name) => !defined.has(name))).toEqual([]);
  });
});
