import { randomUUID } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import { newUsername, password, type Person, registerPerson } from "../support/people.ts";
import { viewRoom } from "./ground/room-view.ts";
import { desktop, makeStage, phone } from "./ground/stage.ts";
import { watchTakeover } from "./ground/takeover.ts";

const stage = makeStage();
const plain = { javaScriptEnabled: false } as const;

/** Somebody whose name nobody else has. */
async function meet(first: string): Promise<{ person: Person; name: string }> {
  const person = await registerPerson(stage.url);
  const name = `${first} ${makeSurname()}`;
  await person.call("changeMe", { body: { displayName: name } });
  return { person, name };
}

/** Unlike any other, also to a search that forgives mistakes. */
function makeSurname(): string {
  const letters = randomUUID()
    .replace(/[^a-f0-9]/g, "")
    .replace(/\d/g, (digit) => "ghijklmnop".charAt(Number(digit)));
  return `Q${letters.slice(0, 12)}`;
}

async function say(author: Person, roomId: RoomId, body: string): Promise<void> {
  const clientId = randomUUID() as ClientId;
  await author.call("sendMessage", { params: { room: String(roomId) }, body: { body, clientId } });
}

function listChats(page: Page) {
  return page.getByRole("list", { name: "My chats" }).getByRole("article");
}

async function register(page: Page, username: string): Promise<void> {
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password").first().fill(password);
  await page.getByRole("button", { name: "Register" }).click();
}

test("reference application D: sign up, see who is here, pick one, and talk in two browsers", async () => {
  const [ana, ben] = [newUsername(), newUsername()];
  const [here, there] = [await stage.open("/register/"), await stage.open("/register/")];
  await register(here, ana);
  await register(there, ben);
  await here.getByRole("link", { name: "People", exact: true }).click();
  await here.getByRole("button", { name: `Message ${ben}` }).click();
  const mine = viewRoom(here);
  await mine.send("hello Ben");
  await mine.untilConfirmed();
  await there.getByRole("list", { name: "Direct" }).getByRole("link", { name: ana }).click();
  const theirs = viewRoom(there);
  await theirs.untilEndsWith("hello Ben");
  await theirs.send("hello Ana");
  await mine.untilEndsWith("hello Ben", "hello Ana");
  await here.reload();
  await mine.untilEndsWith("hello Ben", "hello Ana");
  expect(await theirs.lines()).toEqual(["hello Ben", "hello Ana"]);
});

test("reference application E: previous chats and a search bar on the phone; typos forgiven (23)", async () => {
  const [ana, ben, cyd] = [await meet("Ana"), await meet("Benedikt"), await meet("Cydney")];
  const old = (await ben.person.call("openDirect", { body: { userIds: [ana.person.user.id] } })).room;
  await say(ben.person, old.id, "see you at noon");
  const page = await stage.open("/chats/", { person: ana.person, viewport: phone });
  const chats = listChats(page);
  await chats.filter({ hasText: ben.name }).getByText("see you at noon").waitFor();

  await page.getByRole("searchbox").fill(cyd.name.replace("ydn", "dyn").slice(0, -2));
  await page.getByRole("button", { name: `Message ${cyd.name}` }).click();
  const room = viewRoom(page);
  await room.send("hello Cydney");
  await room.untilConfirmed();
  await page.goto("/chats/");
  await chats.first().getByText(cyd.name).waitFor();
  await chats.first().getByText("You: hello Cydney").waitFor();
  await say(ben.person, old.id, "or a little later");
  await chats.first().getByText("or a little later").waitFor();
  expect(await chats.first().getByRole("heading").innerText()).toBe(ben.name);
});

test("without script one finds somebody, writes to them, and finds the chat again", async () => {
  const [ana, ben] = [await meet("Ana"), await meet("Benedikt")];
  const page = await stage.open("/chats/", { person: ana.person, ...plain });
  await page.getByText("No chats yet").waitFor();
  await page.getByRole("searchbox").fill(ben.name.toLowerCase());
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("button", { name: `Message ${ben.name}` }).click();
  await page.getByRole("textbox", { name: `Message ${ben.name}` }).fill("from a plain form");
  await page.getByRole("button", { name: "Send" }).click();
  await viewRoom(page).message("from a plain form").waitFor();
  await page.goto("/chats/");
  await page.getByRole("link", { name: ben.name }).last().click();
  await viewRoom(page).message("from a plain form").waitFor();
  const guest = await stage.open("/people/", plain);
  await guest.getByLabel("Password").waitFor();
  expect(new URL(guest.url()).searchParams.get("next")).toBe("/people/");
});

test("a chat shows to the other with its first message, on every page they have open, and unread", async () => {
  const [ana, ben] = [await meet("Ana"), await meet("Benedikt")];
  const there = await stage.open("/chats/", { person: ben.person });
  await there.getByText("No chats yet").waitFor();
  const { room } = await ana.person.call("openDirect", { body: { userIds: [ben.person.user.id] } });
  await say(ana.person, room.id, "first words");
  const row = there.getByRole("list", { name: "Direct" }).getByRole("link", { name: ana.name });
  await row.getByText("1").waitFor();
  await listChats(there).getByText("first words").waitFor();

  await listChats(there).first().hover();
  await there.getByRole("button", { name: `Hide ${ana.name} until something new comes` }).click();
  await row.waitFor({ state: "detached" });
  await there.reload();
  await there.getByText("No chats yet").waitFor();
  await say(ana.person, room.id, "something new");
  await row.getByText("2").waitFor();
  expect(await listChats(there).count()).toBe(1);
});

test("by keyboard alone: a group from the new message dialog, its name, more people without the history, leaving", async () => {
  const [ana, ben, cyd, dan] = [await meet("Ana"), await meet("Benedikt"), await meet("Cydney"), await meet("Daniel")];
  const page = await stage.open("/chats/", { person: ana.person });
  await page.getByRole("button", { name: "New message" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "New message" });
  for (const { name } of [ben, cyd]) {
    await page.keyboard.type(name);
    await dialog.getByRole("list").getByRole("button", { name }).waitFor();
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: `${name}, take out` }).waitFor();
  }
  await page.keyboard.press("Enter");
  const room = viewRoom(page);
  await room.send("between the three of us");
  await room.untilConfirmed();

  await page.locator("[data-details-toggle]").press("Enter");
  const details = page.getByRole("complementary", { name: "Room details" });
  await details.getByRole("button", { name: "Change name and topic" }).press("Enter");
  await details.getByLabel("Name").fill("Summer trip");
  await details.getByLabel("Name").press("Enter");
  await page.getByRole("heading", { name: "Summer trip", level: 1 }).waitFor();
  await details.getByRole("button", { name: "Add people" }).press("Enter");
  await page.keyboard.type(dan.name);
  const adding = page.getByRole("dialog");
  await adding.getByRole("list").getByRole("button", { name: dan.name }).waitFor();
  await page.keyboard.press("Enter");
  await adding.getByLabel("They see what comes from now on").check();
  await adding.getByRole("button", { name: "Add", exact: true }).press("Enter");
  await details.getByText("4 members").waitFor();

  await room.send("welcome, Daniel");
  await room.untilConfirmed();
  const late = await stage.open("/chats/", { person: dan.person });
  await listChats(late).getByText("welcome, Daniel").waitFor();
  await late.getByRole("list", { name: "Direct" }).getByRole("link", { name: "Summer trip" }).click();
  expect(await viewRoom(late).lines()).toEqual(["welcome, Daniel"]);

  await details.getByRole("button", { name: "Leave group" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Leave group" }).press("Enter");
  await page.getByText("No chats yet").waitFor();
});

test("a group becomes a private room only after it was said what that means", async () => {
  const [ana, ben, cyd] = [await meet("Ana"), await meet("Benedikt"), await meet("Cydney")];
  const userIds = [ben.person.user.id, cyd.person.user.id];
  const { room } = await ana.person.call("openDirect", { body: { userIds } });
  await say(ana.person, room.id, "it grows");
  const there = await stage.open("/chats/", { person: ben.person });
  const page = await stage.open(`/rooms/${room.slug}/#details`, { person: ana.person });
  await page.getByRole("button", { name: "Turn into a private room" }).click();
  const dialog = page.getByRole("dialog", { name: "Turn this group into a private room?" });
  await dialog.getByText("It cannot become a group again.").waitFor();
  await dialog.getByLabel("Name of the room").fill(`Trip ${room.id}`);
  await dialog.getByRole("button", { name: "Turn into a room" }).click();
  await page.getByRole("heading", { name: `Trip ${room.id}`, level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/rooms/trip-${room.id}/`);
  await there.getByRole("link", { name: `Trip ${room.id}` }).waitFor();
  await page.getByRole("complementary", { name: "Room details" }).getByText("owner").waitFor();
});

test("Ctrl+K finds people and chats, recents first, and opens the chat by keyboard (23)", async () => {
  const [ana, ben, cyd] = [await meet("Ana"), await meet("Benedikt"), await meet("Cydney")];
  const { room } = await ana.person.call("openDirect", { body: { userIds: [ben.person.user.id] } });
  await say(ben.person, room.id, "hello");
  const page = await stage.open("/rooms/", { person: ana.person });
  await page.keyboard.press("Control+k");
  const found = page.getByRole("dialog").getByRole("list", { name: "Found" }).getByRole("button");
  await found.first().getByText(ben.name).waitFor();
  await page.keyboard.type(cyd.name.replace("dn", "nd"));
  await found.getByText(cyd.name).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: cyd.name, level: 1 }).waitFor();
  await viewRoom(page).send("found you");
  await viewRoom(page).untilConfirmed();
  expect(await viewRoom(page).lines()).toEqual(["found you"]);
});

test("a person's card: from their name, from the message's menu by keyboard, on the phone too (43)", async () => {
  const [ana, ben] = [await meet("Ana"), await meet("Benedikt")];
  const { room } = await ben.person.call("createRoom", { body: { name: "Cards" } });
  await ana.person.call("addMembers", { params: { room: room.slug }, body: {} });
  await say(ben.person, room.id, "who am I?");
  for (const viewport of [desktop, phone]) {
    const page = await stage.open(`/rooms/${room.slug}/`, { person: ana.person, viewport });
    await viewRoom(page).message("who am I?").getByRole("button", { name: ben.name }).first().click();
    const card = page.getByRole("dialog", { name: ben.name });
    await card.getByText(`@${ben.person.username}`).waitFor();
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });
    const menu = viewRoom(page)
      .message("who am I?")
      .getByRole("button", { name: /more|menu/i });
    await menu.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: `About ${ben.name}` }).press("Enter");
    await card.getByRole("button", { name: "Message" }).click();
    await page.getByRole("heading", { name: ben.name, level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/rooms\/chat-/);
  }
});

test.each([
  { scheme: "light", viewport: desktop },
  { scheme: "dark", viewport: phone },
] as const)("nothing that axe finds, and nothing wider than the page: $scheme, $viewport.width px", async (shown) => {
  const [ana, ben, cyd] = [await meet("Ana"), await meet("Benedikt"), await meet("Cydney")];
  const ids = [ben.person.user.id, cyd.person.user.id];
  const { room } = await ana.person.call("openDirect", { body: { userIds: ids.slice(0, 1) } });
  const group = (await ana.person.call("openDirect", { body: { userIds: ids } })).room;
  await say(ben.person, room.id, "hello");
  await say(ben.person, group.id, "W".repeat(300));
  const visit = { person: ana.person, viewport: shown.viewport, colorScheme: shown.scheme } as const;
  const paths = ["/chats/", "/people/", "/people/?q=nobody", `/rooms/${room.slug}/`, `/rooms/${group.slug}/#details`];
  const page = await stage.open("/chats/", visit);
  for (const path of paths) {
    await page.goto(path);
    await watchTakeover(page);
    await page.getByRole("heading").first().waitFor({ state: "attached" });
    await page.locator("[aria-busy=true]").waitFor({ state: "detached" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
  await page.goto("/chats/");
  await page.getByRole("button", { name: "New message" }).click();
  await page.getByRole("dialog").getByRole("list").getByRole("button").first().waitFor();
  const { violations } = await new AxeBuilder({ page }).include("[role=dialog]").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
