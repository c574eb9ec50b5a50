import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ClientId } from "#protocol/ids.ts";
import { registerAdmin } from "../support/admins.ts";
import { RefusedError } from "../support/caller.ts";
import { eventually } from "../support/eventually.ts";
import { exchange, fromFreshAddress } from "../support/exchange.ts";
import { guestAt, logIn, newUsername, password, type Person, registerPerson } from "../support/people.ts";
import { startParleyProcess } from "../support/start-parley-process.ts";
import { type StartedParley, startParley } from "../support/start-parley.ts";
import { createVisitor } from "../support/visitor.ts";
import { WebClient } from "../support/web-client.ts";

let parley: StartedParley;
let root: Person;
let ann: Person;

beforeAll(async () => {
  parley = await startParley();
  root = await registerAdmin(parley.server, parley.url);
});
afterAll(() => parley[Symbol.asyncDispose]());
beforeEach(async () => {
  ann = await registerPerson(parley.url);
});

const makeClientId = () => randomUUID() as ClientId;
const idOf = ({ user }: Person) => ({ params: { id: user.id } });
const change = (by: Person, whom: Person, body: { role?: "admin" | "member"; deactivated?: boolean }) =>
  by.call("changeAccount", { ...idOf(whom), body });
const say = async (by: Person, room: string, body: string) =>
  (await by.call("sendMessage", { params: { room }, body: { body, clientId: makeClientId() } })).message;

describe("who may administer", () => {
  const rows = [
    ["GET /api/v1/admin/users", undefined],
    ["PATCH /api/v1/admin/users/ID", { displayName: "Changed" }],
    ["POST /api/v1/admin/users/ID/sessions/end", undefined],
    ["GET /api/v1/admin/messages", undefined],
  ] as const;

  test.each(rows)("ADMIN-1: %s: guests 401, members 403, administrators 200", async (line, body) => {
    const other = await registerPerson(parley.url);
    const ask = async (headers: Readonly<Record<string, string>>) => {
      const { status, json } = await exchange(parley.url, line.replace("ID", String(other.user.id)), { body, headers });
      return [status, json?.error?.code];
    };
    expect(await ask(fromFreshAddress())).toEqual([401, "unauthenticated"]);
    expect(await ask(ann.headers)).toEqual([403, "forbidden"]);
    expect(await ask(root.headers)).toEqual([200, undefined]);
  });

  test("a role that is sent along with one's own profile changes nothing", async () => {
    await exchange(parley.url, "PATCH /api/v1/me", {
      body: { role: "admin", displayName: "Ann" },
      headers: ann.headers,
    });
    expect((await ann.call("getMe", {})).user).toMatchObject({ role: "member", displayName: "Ann" });
  });

  test("the pages: administrators see them, for others there is nothing", async () => {
    for (const path of ["/admin/", "/admin/messages/"]) {
      const statusFor = async (headers: Readonly<Record<string, string>>) =>
        (await createVisitor(parley.url).get(path, headers)).status;
      expect(await statusFor({})).toBe(404);
      expect(await statusFor({ cookie: ann.cookie })).toBe(404);
      expect(await statusFor({ cookie: root.cookie })).toBe(200);
      const bare = await createVisitor(parley.url).get(path.slice(0, -1));
      expect([bare.status, bare.headers.get("location")]).toEqual([301, path]);
    }
  });
});

describe("people", () => {
  test("are found by a part of their name, with when they came", async () => {
    const { users } = await root.call("listAccounts", { query: { q: ann.username.toUpperCase() } });
    expect(users).toEqual([{ ...ann.user, createdAt: expect.any(String) }]);
    expect(Math.abs(Date.parse(users[0]?.createdAt ?? "") - Date.now())).toBeLessThan(60_000);
  });

  test("a new name is judged like one's own, and reaches the person at once", async () => {
    using client = new WebClient(parley.url, { cookie: ann.cookie });
    await client.untilLive();
    const body = { displayName: "a\nb" };
    await expect(root.call("changeAccount", { ...idOf(ann), body })).rejects.toMatchObject({
      view: { code: "invalid", fields: { displayName: expect.any(String) } },
    });
    await root.call("changeAccount", { ...idOf(ann), body: { displayName: "Ann Other" } });
    await client.until(() => client.state.me?.displayName === "Ann Other", "the new name");
    expect((await ann.call("getMe", {})).user.displayName).toBe("Ann Other");
  });

  test("ADMIN-3: who is deactivated is out within a second, everywhere, and cannot come back until reactivated", async () => {
    using client = new WebClient(parley.url, { cookie: ann.cookie });
    await client.untilLive();
    const phone = await logIn(parley.url, ann.username);
    const began = performance.now();
    await change(root, ann, { deactivated: true });
    await client.until(() => client.state.connection.kind === "ended", "the end of the live connection");
    expect(performance.now() - began).toBeLessThan(1_000);
    for (const session of [ann, phone]) await expect(session.call("getMe", {})).rejects.toMatchObject({ status: 401 });

    const tryIn = (username: string, word: string) =>
      exchange(parley.url, "POST /api/v1/login", {
        body: { username, password: word },
        headers: fromFreshAddress(),
      });
    const deactivated = await tryIn(ann.username, password);
    const wrong = await tryIn(root.username, "not the password");
    const unknown = await tryIn(newUsername(), password);
    expect([deactivated.status, deactivated.text]).toEqual([wrong.status, wrong.text]);
    expect([deactivated.status, deactivated.text]).toEqual([unknown.status, unknown.text]);
    const seen = async () => (await root.call("listUsers", { query: { q: ann.username } })).users.length;
    expect(await seen()).toBe(0);

    await change(root, ann, { deactivated: false });
    expect(await seen()).toBe(1);
    await expect(ann.call("getMe", {})).rejects.toMatchObject({ status: 401 });
    const back = await logIn(parley.url, ann.username);
    expect((await back.call("getRoom", { params: { room: "lobby" } })).room.membership).toBeDefined();
  });

  test("ADMIN-2: another role asks for a new login, and then holds", async () => {
    await change(root, ann, { role: "admin" });
    await expect(ann.call("listAccounts", { query: {} })).rejects.toMatchObject({ status: 401 });
    const admin = await logIn(parley.url, ann.username);
    await admin.call("listAccounts", { query: {} });
    await change(admin, admin, { role: "member" });
    const member = await logIn(parley.url, ann.username);
    await expect(member.call("listAccounts", { query: {} })).rejects.toMatchObject({ view: { code: "forbidden" } });
  });

  test("are logged out everywhere, and stay what they are", async () => {
    using client = new WebClient(parley.url, { cookie: ann.cookie });
    await client.untilLive();
    await logIn(parley.url, ann.username);
    expect(await root.call("endSessions", idOf(ann))).toEqual({ ended: 2 });
    await client.until(() => client.state.connection.kind === "ended", "the end");
    await expect(ann.call("getMe", {})).rejects.toMatchObject({ status: 401 });
    expect((await logIn(parley.url, ann.username)).user).toEqual(ann.user);
  });
});

describe("the last administrator", () => {
  test("can neither step down nor be deactivated, until there is another", async () => {
    await using alone = await startParley();
    const only = await registerAdmin(alone.server, alone.url);
    for (const body of [{ role: "member" }, { deactivated: true }] as const) {
      await expect(change(only, only, body)).rejects.toMatchObject({ status: 409, view: { code: "last_admin" } });
    }
    const second = await registerAdmin(alone.server, alone.url);
    await change(second, only, { deactivated: true });
    await expect(change(second, second, { role: "member" })).rejects.toMatchObject({ view: { code: "last_admin" } });
  });

  test("is left over when twenty demote one another at once", async () => {
    await using alone = await startParley();
    const admins: Person[] = [];
    while (admins.length < 20) admins.push(await registerAdmin(alone.server, alone.url));
    const outcomes = await Promise.allSettled(
      admins.map((admin, i) => change(admin, admins[(i + 1) % 20] ?? admin, { role: "member" })),
    );
    const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
    expect(refusals.filter((reason) => !(reason instanceof RefusedError))).toEqual([]);
    const again = await Promise.all(admins.map(({ username }) => logIn(alone.url, username)));
    const left = again.filter(({ user }) => user.role === "admin");
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBe(refusals.length);
  });
});

describe("messages", () => {
  test("of public rooms are found and deleted, live for everybody; those of private rooms are not there", async () => {
    const name = `Open ${randomUUID().slice(0, 8)}`;
    const { room } = await ann.call("createRoom", { body: { name } });
    const { room: closed } = await ann.call("createRoom", {
      body: { name, slug: `closed-${room.slug}`, kind: "private" },
    });
    const message = await say(ann, room.slug, `a rude word ${name}`);
    await say(ann, closed.slug, `a private word ${name}`);
    const find = (query: { q?: string; room?: string; author?: number }) =>
      root.call("reviewMessages", { query: { q: name, ...query } });
    expect((await find({})).messages).toEqual([{ ...message, room: { id: room.id, slug: room.slug, name } }]);
    expect((await find({ author: root.user.id })).messages).toEqual([]);
    await expect(find({ room: closed.slug })).rejects.toMatchObject({ view: { code: "not_found" } });

    using client = new WebClient(parley.url, { cookie: ann.cookie });
    await client.untilLive();
    await client.open(room.slug);
    await root.call("deleteMessage", { params: { id: message.id } });
    await client.until(() => client.linesOf(room.id)[0] === "", "the deletion");
    expect((await find({})).messages).toEqual([]);
    expect((await guestAt(parley.url).call("describeInstallation", {})).needsSetup).toBe(false);
  });
});

describe("parley create-admin", () => {
  const main = join(import.meta.dirname, "../../src/cli/main.ts");
  const run = async (dataDir: string, args: readonly string[], input = "") => {
    const running = promisify(execFile)(process.execPath, [main, "create-admin", ...args], {
      env: { PATH: process.env["PATH"], DATA_DIR: dataDir },
    });
    running.child.stdin?.end(input);
    const { stdout, stderr } = await running.catch((error: { stdout: string; stderr: string }) => error);
    return { code: running.child.exitCode, text: stdout + stderr };
  };

  test("makes and promotes administrators while the server runs", async () => {
    await using server = await startParleyProcess();
    const { dataDir, url } = server;
    const file = join(dataDir, "password");
    writeFileSync(file, `${password}\n`);
    expect(await run(dataDir, ["ada", "--password-file", file])).toEqual({
      code: 0,
      text: "ada is an administrator now.\n",
    });
    const ada = await logIn(url, "ada");
    expect((await ada.call("listAccounts", { query: {} })).users).toHaveLength(1);
    expect((await ada.call("describeInstallation", {})).needsSetup).toBe(false);

    const bob = await registerPerson(url, "bob");
    await bob.call("getMe", {});
    expect(await run(dataDir, ["bob"], "n\n")).toMatchObject({ code: 1, text: expect.stringContaining("Nothing") });
    expect((await bob.call("getMe", {})).user.role).toBe("member");
    expect(await run(dataDir, ["BOB"], "y\n")).toMatchObject({ code: 0 });
    await eventually(
      () =>
        bob.call("getMe", {}).then(
          () => false,
          () => true,
        ),
      { what: "the old session to end" },
    );
    await (await logIn(url, "bob")).call("listAccounts", { query: {} });
    expect(await run(dataDir, ["bob"])).toEqual({ code: 0, text: "bob is an administrator already.\n" });
  });

  test("says what is wrong, and changes nothing", async () => {
    await using server = await startParleyProcess();
    const { dataDir, url } = server;
    const outcomes = [
      await run(dataDir, ["a b"]),
      await run(dataDir, ["carl"]),
      await run(dataDir, ["carl", "--password-file", "-"], "short\n"),
      await run(dataDir, ["carl", "--password-file", join(dataDir, "nowhere")]),
    ];
    expect(outcomes.map(({ code }) => code)).toEqual([1, 1, 1, 1]);
    expect(outcomes.map(({ text }) => text)).toEqual([
      expect.stringContaining("username: only letters"),
      expect.stringContaining("--password-file"),
      expect.stringContaining("password: at least 8"),
      expect.stringContaining("cannot be read"),
    ]);
    expect((await guestAt(url).call("describeInstallation", {})).needsSetup).toBe(true);
  });
});
