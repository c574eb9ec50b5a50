import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { fromFreshAddress } from "../support/exchange.ts";
import { openApp, type OpenedApp } from "../support/open-app.ts";
import { guestAt, newUsername, password, type Person, registerPerson } from "../support/people.ts";
import { type Answer, createVisitor, type Visitor } from "../support/visitor.ts";

let opened: OpenedApp;
let owner: Person;
const setupCode = "a-code-for-the-tests";

beforeAll(async () => {
  opened = await openApp({ setupCode });
  owner = await registerPerson(opened.url);
});
afterAll(() => opened[Symbol.asyncDispose]());

const visit = () => createVisitor(opened.url);
const goesTo = ({ status, headers }: Answer) => [status, headers.get("location")];

async function enter(): Promise<Visitor & { readonly username: string }> {
  const visitor = visit();
  const username = newUsername();
  expect(goesTo(await visitor.submit("/register/", { username, password }))).toEqual([303, "/"]);
  return { ...visitor, username };
}

async function makeRoom(kind: "public" | "private" = "public"): Promise<RoomForMe> {
  return (await owner.call("createRoom", { body: { name: `Room ${newUsername()}`, kind, readableBy: "everyone" } }))
    .room;
}

async function listBodies(slug: string): Promise<string[]> {
  const { messages } = await guestAt(opened.url).call("listMessages", { params: { room: slug }, query: {} });
  return messages.map(({ body }) => body);
}

interface PageForm {
  readonly action: string;
  readonly fields: Record<string, string>;
}

/** The form of a page that posts to an address, with the fields that are filled in already. */
function findForm({ text }: Answer, action: RegExp): PageForm {
  for (const [, attributes = "", content = ""] of text.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    const target = /action="([^"]*)"/.exec(attributes)?.[1] ?? "";
    if (!action.test(target)) continue;
    const fields: Record<string, string> = {};
    for (const [input] of content.matchAll(/<input[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(input)?.[1];
      if (name !== undefined) fields[name] = /value="([^"]*)"/.exec(input)?.[1] ?? "";
    }
    return { action: target, fields };
  }
  throw new Error(`The page has no form for ${action}`);
}

describe("coming and going", () => {
  test("register, log out and log in again by the forms of the pages", async () => {
    const visitor = visit();
    const username = newUsername();
    const registering = findForm(await visitor.get("/register/?next=/rooms/"), /^\/register\/$/);
    const fields = { ...registering.fields, username, password };
    expect(goesTo(await visitor.submit(registering.action, fields))).toEqual([303, "/rooms/"]);
    const leaving = findForm(await visitor.get("/"), /logout/);
    expect(goesTo(await visitor.submit(leaving.action, leaving.fields))).toEqual([303, "/"]);
    expect((await visitor.get("/")).text).not.toContain(username);
    const entering = findForm(await visitor.get("/login/"), /^\/login\/$/);
    expect(goesTo(await visitor.submit(entering.action, { ...entering.fields, username, password }))).toEqual([
      303,
      "/",
    ]);
    expect((await visitor.get("/")).text).toContain(username);
  });

  test("what is refused is shown again with what was typed, but never a password", async () => {
    const typed = { username: "no spaces please", displayName: "Ada Byron", password: "tiny", next: "/rooms/" };
    const { status, text } = await visit().submit("/register/", typed);
    expect(status).toBe(422);
    expect(text).toMatch(/only letters, digits and \. _ -/i);
    expect(text).toMatch(
      new RegExp(`aria-invalid[^>]*name="password".*?at least ${limits.passwordMinChars} characters`, "i"),
    );
    expect(text).toContain(`value="no spaces please"`);
    expect(text).toContain(`value="Ada Byron"`);
    expect(text).toContain(`value="/rooms/"`);
    expect(text).not.toContain("tiny");
  });

  test("a wrong password is 401, on the form again", async () => {
    const { username } = await enter();
    const { status, text, headers } = await visit().submit("/login/", { username, password: "wrong password" });
    expect(status).toBe(401);
    expect(text).toContain("do not match");
    expect(text).not.toContain("wrong password");
    expect(headers.getSetCookie()).toEqual([]);
  });

  test("a form left empty is refused, not broken", async () => {
    expect((await visit().submit("/login/", {})).status).toBe(401);
    expect((await visit().submit("/register/", {})).status).toBe(422);
    expect((await visit().submit("/setup/", {})).status).toBe(422);
  });

  test.each(["https://evil.example/", "//evil.example/", "/\\evil.example", "/.//evil.example", "javascript:alert(1)"])(
    "the login leads to no other place: %s",
    async (next) => {
      const { username } = await enter();
      const visitor = visit();
      const form = findForm(await visitor.get(`/login/?next=${encodeURIComponent(next)}`), /^\/login\/$/);
      expect(form.fields["next"]).toBeUndefined();
      expect(goesTo(await visitor.submit("/login/", { username, password, next }))).toEqual([303, "/"]);
    },
  );

  test("scripts get JSON from the same addresses", async () => {
    const username = newUsername();
    const asJson = (body: unknown) => ({
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const visitor = visit();
    const registered = await visitor.fetch("/register/", asJson({ username, password }));
    expect([registered.status, await registered.json()]).toMatchObject([201, { user: { username } }]);
    expect((await visitor.fetch("/logout/", asJson({}))).status).toBe(200);
    const refused = await visitor.fetch("/login/", asJson({ username, password: "wrong" }));
    expect([refused.status, await refused.json()]).toMatchObject([401, { error: { code: "bad_credentials" } }]);
    expect((await visitor.fetch("/login/", asJson({ username, password }))).status).toBe(200);
  });

  test("a page of another site cannot send the forms", async () => {
    const { username } = await enter();
    const body = new URLSearchParams({ username, password });
    for (const headers of [{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }]) {
      const response = await visit().fetch("/login/", { method: "POST", headers, body });
      expect(response.status).toBe(403);
      expect(response.headers.getSetCookie()).toEqual([]);
    }
  });

  test("the limit on logins holds here too, and says when to come back", async () => {
    const { username } = await enter();
    const { count } = limits.loginsMaxPerAccount;
    const visitor = visit();
    for (let index = 0; index < count; index++) await visitor.submit("/login/", { username, password: "wrong one" });
    const { status, headers, text } = await visitor.submit("/login/", { username, password });
    expect([status, Number(headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect(text).toContain(`action="/login/"`);
  });
});

describe("rooms", () => {
  test("are made by the form of the list, and shown", async () => {
    const ada = await enter();
    const form = findForm(await ada.get("/rooms/"), /^\/rooms\/create\/$/);
    const name = `Tea ${newUsername()}`;
    const fields = { ...form.fields, name, slug: "", topic: "Leaves", kind: "public", readableBy: "everyone" };
    const made = await ada.submit(form.action, fields);
    const path = made.headers.get("location") ?? "";
    expect([made.status, path]).toEqual([303, expect.stringMatching(/^\/rooms\/tea-[\w-]+\/$/)]);
    const page = await visit().get(path);
    expect([page.status, page.text.includes("Leaves")]).toEqual([200, true]);
  });

  test("that cannot be made are shown again with why", async () => {
    const ada = await enter();
    const { slug } = await makeRoom();
    const { status, text } = await ada.submit("/rooms/create/", { name: "Another", slug, kind: "public" });
    expect([status, text.includes(`value="${slug}"`)]).toEqual([409, true]);
    expect(text).toContain("exists already");
    expect((await ada.submit("/rooms/create/", { name: "", kind: "public" })).status).toBe(422);
  });

  test("are joined and left by forms", async () => {
    const ada = await enter();
    const { slug } = await makeRoom();
    const form = findForm(await ada.get(`/rooms/${slug}/`), /join/);
    expect(goesTo(await ada.submit(form.action, form.fields))).toEqual([303, `/rooms/${slug}/`]);
    expect((await ada.get(`/rooms/${slug}/`)).text).toContain("<textarea");
    expect(goesTo(await ada.submit(`/rooms/${slug}/leave/`, {}))).toEqual([303, "/rooms/"]);
    expect((await ada.get(`/rooms/${slug}/`)).text).not.toContain("<textarea");
  });

  test("a guest is led to the login; what cannot be entered says so; what is not there is not found", async () => {
    const { slug } = await makeRoom();
    const next = encodeURIComponent(`/rooms/${slug}/`);
    expect(goesTo(await visit().submit(`/rooms/${slug}/join/`, {}))).toEqual([303, `/login/?next=${next}`]);
    expect(goesTo(await visit().submit("/rooms/create/", { name: "x" }))).toEqual([303, "/login/?next=%2Frooms%2F"]);
    const closed = await makeRoom("private");
    const ada = await enter();
    const refused = await ada.submit(`/rooms/${closed.slug}/join/`, {});
    expect([refused.status, refused.text.includes("You may not do that")]).toEqual([403, true]);
    expect((await ada.submit("/rooms/no-such-room/join/", {})).status).toBe(404);
    expect((await ada.submit("/rooms/no-such-room/leave/", {})).status).toBe(404);
  });
});

describe("a message by the form of its room", () => {
  const isComposer = /messages\/create\/$/;

  test("is sent once, however often the form is submitted", async () => {
    const ada = await enter();
    const { slug } = await makeRoom();
    await ada.submit(`/rooms/${slug}/join/`, {});
    const form = findForm(await ada.get(`/rooms/${slug}/`), isComposer);
    expect(form.fields["clientId"]).toMatch(/^[\w-]{8,64}$/);
    const fields = { ...form.fields, content: "only once" };
    const answers = await Promise.all([1, 2, 3, 4].map(() => ada.submit(form.action, fields)));
    for (const answer of answers) expect(goesTo(answer)).toEqual([303, `/rooms/${slug}/`]);
    expect(await listBodies(slug)).toEqual(["only once"]);
  });

  test("from a page gone back to, with another text, is another message, also once", async () => {
    const ada = await enter();
    const { slug } = await makeRoom();
    await ada.submit(`/rooms/${slug}/join/`, {});
    const form = findForm(await ada.get(`/rooms/${slug}/`), isComposer);
    for (const content of ["first", "second", "second", "first"]) {
      expect((await ada.submit(form.action, { ...form.fields, content })).status).toBe(303);
    }
    expect(await listBodies(slug)).toEqual(["first", "second"]);
  });

  test("without an id of its own is taken too", async () => {
    const ada = await enter();
    const { slug } = await makeRoom();
    expect((await ada.submit(`/rooms/${slug}/messages/create/`, { content: "plain" })).status).toBe(303);
    expect(await listBodies(slug)).toEqual(["plain"]);
  });

  test("has the line breaks that were typed", async () => {
    const ada = await enter();
    const { slug } = await makeRoom();
    await ada.submit(`/rooms/${slug}/messages/create/`, { content: "one\r\ntwo" });
    expect(await listBodies(slug)).toEqual(["one\ntwo"]);
  });

  test("that is refused is shown again with its text and why", async () => {
    const ada = await enter();
    const { slug } = await makeRoom();
    await ada.submit(`/rooms/${slug}/join/`, {});
    const tooLong = "y".repeat(limits.messageMaxChars + 1);
    const long = await ada.submit(`/rooms/${slug}/messages/create/`, { content: tooLong });
    expect([long.status, long.text.includes(tooLong)]).toEqual([400, true]);
    const blank = await ada.submit(`/rooms/${slug}/messages/create/`, { content: "  " });
    expect([blank.status, blank.text.includes("visible character")]).toEqual([400, true]);
    expect(await listBodies(slug)).toEqual([]);
  });

  test("by the one-room address: a browser is led back, a guest is refused on the page", async () => {
    const ada = await enter();
    expect(goesTo(await ada.submit("/send", { message: "from the lobby's form" }))).toEqual([303, "/rooms/lobby/"]);
    const refused = await visit().submit("/send", { message: "let me" });
    expect([refused.status, refused.text.includes("Log in or register to write")]).toEqual([403, true]);
  });
});

describe("set-up", () => {
  test("by its form makes the administrator once, and is over then", async () => {
    const visitor = visit();
    const form = findForm(await visitor.get("/setup/"), /^\/setup\/$/);
    const username = newUsername();
    const wrong = await visitor.submit(form.action, { ...form.fields, username, password, code: "not the code" });
    expect([wrong.status, wrong.text.includes("not right")]).toEqual([403, true]);
    const done = await visitor.submit(form.action, { ...form.fields, username, password, code: setupCode });
    expect(goesTo(done)).toEqual([303, "/"]);
    const me = await visitor.fetch("/api/v1/me", { headers: fromFreshAddress() });
    expect(await me.json()).toMatchObject({ user: { username, role: "admin" } });
    expect(goesTo(await visit().get("/setup/"))).toEqual([302, "/"]);
    const late = { username: newUsername(), password, code: setupCode };
    expect((await visit().submit("/setup/", late)).status).toBe(409);
  });
});
