import { afterAll, beforeAll, expect, test } from "vitest";
import { drawHalves } from "../support/craft-images.ts";
import { openApp, type OpenedApp } from "../support/open-app.ts";
import { newUsername, password } from "../support/people.ts";
import { createVisitor, type Visitor } from "../support/visitor.ts";

let opened: OpenedApp;

beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

async function enter(username = newUsername()): Promise<Visitor & { username: string }> {
  const visitor = createVisitor(opened.url);
  expect((await visitor.submit("/register/", { username, password })).status).toBe(303);
  return { ...visitor, username };
}

const me = async (visitor: Visitor) =>
  ((await (await visitor.fetch("/api/v1/me")).json()) as { user: Record<string, unknown> }).user;

test("E: the profile page is for people, and says what others see of me", async () => {
  const guest = await createVisitor(opened.url).get("/settings/");
  expect([guest.status, guest.headers.get("location")]).toEqual([302, "/login/?next=%2Fsettings%2F"]);
  const ann = await enter();
  const page = await ann.get("/settings/");
  expect(page.status).toBe(200);
  expect(page.headers.get("cache-control")).toBe("private, no-store");
  for (const part of ["Profile", "Status", "Account", "Devices", `@${ann.username}`]) expect(page.text).toContain(part);
  expect(page.text).not.toMatch(/\sstyle="|\son\w+="/);
});

test("E: the profile is changed by a form without script; an emptied field is no longer told", async () => {
  const ann = await enter();
  const fields = { displayName: "Ann <b>B</b>", pronouns: "she/her", bio: "One\r\nTwo", timeZone: "Asia/Tokyo" };
  const answer = await ann.submit("/settings/profile/", fields);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/settings/#profile"]);
  expect(await me(ann)).toMatchObject({ ...fields, bio: "One\nTwo" });
  expect((await ann.get("/settings/")).text).toContain("Ann &lt;b&gt;B&lt;/b&gt;");
  await ann.submit("/settings/profile/", { ...fields, bio: "", timeZone: "" });
  const emptied = await me(ann);
  expect(emptied).toMatchObject({ pronouns: "she/her" });
  expect(emptied).not.toHaveProperty("bio");
  const asScript = await ann.fetch("/settings/profile/", {
    method: "POST",
    body: JSON.stringify({ bio: "by script" }),
    headers: { "content-type": "application/json" },
  });
  expect(await asScript.json()).toMatchObject({ user: { bio: "by script", pronouns: "she/her" } });
});

test("what is refused is said beside its field, with what was typed still there", async () => {
  const ann = await enter();
  const fields = { displayName: "Ann", pronouns: "", bio: "kept as typed", timeZone: "Europe/Atlantis" };
  const refused = await ann.submit("/settings/profile/", fields);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain("A time zone such as Europe/Berlin.");
  expect(refused.text).toContain("kept as typed");
  const email = await ann.submit("/settings/email/", { email: "nowhere" });
  expect(email.text).toContain("An address such as ann@example.org.");
});

test("a status is set for a while, and cleared", async () => {
  const ann = await enter();
  await ann.submit("/settings/status/", { emoji: "🍜", text: "Lunch", span: "60" });
  expect(await me(ann)).toMatchObject({ status: { emoji: "🍜", text: "Lunch", until: expect.any(String) } });
  expect((await ann.submit("/settings/status/", { emoji: "🍜", text: "Lunch", span: "soon" })).status).toBe(422);
  await ann.submit("/settings/status/", { emoji: "", text: "", span: "" });
  expect(await me(ann)).not.toHaveProperty("status");
});

test("a picture is sent by a form, and taken away", async () => {
  const ann = await enter();
  const form = new FormData();
  form.set("avatar", new File([new Uint8Array(await drawHalves().png().toBuffer())], "me.png", { type: "image/png" }));
  const headers = { accept: "text/html", origin: opened.url };
  const sent = await ann.fetch("/settings/avatar/", { method: "POST", body: form, headers });
  expect([sent.status, sent.headers.get("location")]).toEqual([303, "/settings/#profile"]);
  const { avatar } = await me(ann);
  expect((await ann.get("/settings/")).text).toContain(`src="${String(avatar)}"`);
  const nothing = new FormData();
  nothing.set("avatar", new File([], ""));
  const refused = await ann.fetch("/settings/avatar/", { method: "POST", body: nothing, headers });
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain("cannot be shown as a picture");
  await ann.submit("/settings/avatar/remove/", {});
  expect(await me(ann)).not.toHaveProperty("avatar");
});

test("the password is changed, other devices logged out, and the account deleted, all without script", async () => {
  const username = newUsername();
  const ann = await enter(username);
  const phone = createVisitor(opened.url);
  await phone.submit("/login/", { username, password });
  const wrong = await ann.submit("/settings/password/", { current: "not this one", next: "a new password" });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain("This is not your password.");
  expect(wrong.text).not.toContain("a new password");
  expect((await ann.submit("/settings/password/", { current: password, next: "a new password" })).status).toBe(303);
  expect((await phone.fetch("/api/v1/me")).status).toBe(401);
  await phone.submit("/login/", { username, password: "a new password" });
  const id = /name="id" value="([^"]+)"/.exec((await ann.get("/settings/")).text)?.[1] ?? "";
  expect((await ann.submit("/settings/sessions/end/", { id })).status).toBe(303);
  expect((await phone.fetch("/api/v1/me")).status).toBe(401);
  await phone.submit("/login/", { username, password: "a new password" });
  await ann.submit("/settings/sessions/end-others/", {});
  expect((await phone.fetch("/api/v1/me")).status).toBe(401);

  const fields = { messages: "keep", password: "a new password" };
  const unsure = await ann.submit("/settings/delete/", { ...fields, confirm: "somebody" });
  expect(unsure.text).toContain("That is not your username.");
  const gone = await ann.submit("/settings/delete/", { ...fields, confirm: username });
  expect([gone.status, gone.headers.get("location")]).toEqual([303, "/"]);
  expect((await ann.fetch("/api/v1/me")).status).toBe(401);
});

test("A19: none of the forms works from another site", async () => {
  const ann = await enter();
  const headers = { accept: "text/html", origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  for (const path of [
    "profile",
    "status",
    "email",
    "password",
    "delete",
    "avatar",
    "avatar/remove",
    "sessions/end-others",
  ]) {
    const body = path === "avatar" ? new FormData() : new URLSearchParams({ displayName: "Evil" });
    const answer = await ann.fetch(`/settings/${path}/`, { method: "POST", headers, body });
    expect(`${path} ${answer.status}`).toBe(`${path} 403`);
  }
  expect(await me(ann)).toMatchObject({ displayName: ann.username });
});
