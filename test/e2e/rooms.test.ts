import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import { type Person, registerPerson } from "../support/people.ts";
import { fillRoom } from "./ground/fill-room.ts";
import { viewRoom } from "./ground/room-view.ts";
import { makeStage, phone } from "./ground/stage.ts";

const stage = makeStage();
let me: Person;
let friend: Person;
let made = 0;

beforeEach(async () => {
  [me, friend] = await Promise.all([registerPerson(stage.url), registerPerson(stage.url)]);
});

/** A room of both, made by the friend. */
async function makeShared(name = `Shared ${++made}`) {
  const { room } = await friend.call("createRoom", { body: { name } });
  await me.call("addMembers", { params: { room: room.slug }, body: {} });
  return room;
}

const sidebar = (page: Page) => page.getByRole("navigation", { name: "Rooms" });
const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });

interface Wanted {
  readonly name: string;
  readonly kind: "Public" | "Private";
  readonly isOpen?: boolean;
}

async function createRoom(page: Page, { name, kind, isOpen = false }: Wanted): Promise<void> {
  await page.getByRole("link", { name: "Create a room" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a room" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByText(kind, { exact: true }).click();
  expect(await dialog.getByRole("radio", { name: kind }).isChecked()).toBe(true);
  if (isOpen) await dialog.getByText("Readable by everyone").click();
  await dialog.getByRole("button", { name: "Create room" }).click();
  await heading(page, name).waitFor();
}

test("public, private and open rooms are made, and each is found by whom it is for", async () => {
  const page = await stage.open("/", { person: me });
  await createRoom(page, { name: `Garden ${me.username}`, kind: "Public" });
  await createRoom(page, { name: `Cellar ${me.username}`, kind: "Private" });
  await createRoom(page, { name: `Square ${me.username}`, kind: "Public", isOpen: true });
  for (const place of ["Garden", "Cellar", "Square"]) {
    await sidebar(page)
      .getByRole("link", { name: `${place} ${me.username}` })
      .waitFor();
  }

  const seenBy = async (person: Person | undefined) => {
    const browse = await stage.open("/rooms/", { person });
    await heading(browse, "Browse rooms").waitFor();
    const main = browse.getByRole("main");
    await main.getByRole("link", { name: `Square ${me.username}` }).waitFor();
    const names = await main.getByRole("link").allTextContents();
    return ["Garden", "Cellar", "Square"].filter((place) => names.includes(`${place} ${me.username}`));
  };
  expect(await seenBy(friend)).toEqual(["Garden", "Square"]);
  expect(await seenBy(undefined)).toEqual(["Square"]);
});

test("the owner renames the room and moves its address; who looks at it sees it at once", async () => {
  const room = await makeShared();
  const owner = await stage.open(`/rooms/${room.slug}/`, { person: friend });
  const member = await stage.open(`/rooms/${room.slug}/`, { person: me });
  await viewRoom(member).composer.waitFor();
  await owner.getByRole("link", { name: /room details/ }).click();
  const details = owner.getByRole("complementary", { name: "Room details" });
  await details.getByRole("button", { name: /Change name/ }).click();
  const settings = details.getByRole("form", { name: "Room settings" });
  await settings.getByRole("textbox", { name: "Name" }).fill(`Renamed ${room.id}`);
  await settings.getByRole("textbox", { name: "Topic" }).fill("What it is about now");
  await settings.getByRole("textbox", { name: "Address" }).fill("lobby");
  await settings.getByRole("button", { name: "Save" }).click();
  await settings.getByText(/exists already/).waitFor();
  await settings.getByRole("textbox", { name: "Address" }).fill(`moved-${room.id}`);
  await settings.getByRole("button", { name: "Save" }).click();
  await owner.waitForURL(`**/rooms/moved-${room.id}/**`);

  await heading(member, `Renamed ${room.id}`).waitFor();
  await member.getByRole("main").getByText("What it is about now").first().waitFor();
  await sidebar(member)
    .getByRole("link", { name: `Renamed ${room.id}` })
    .waitFor();
  await viewRoom(member).send("still here");
  await viewRoom(owner).untilEndsWith("still here");
  expect(new URL(member.url()).pathname).toBe(`/rooms/moved-${room.id}/`);
  await member.reload();
  await viewRoom(member).message("still here").waitFor();
});

test("one joins by looking in, and leaves after being asked", async () => {
  const { room } = await friend.call("createRoom", { body: { name: `Open ${++made}` } });
  const page = await stage.open(`/rooms/${room.slug}/`, { person: me });
  await page.getByRole("button", { name: "Join room" }).click();
  await viewRoom(page).composer.waitFor();
  await page.getByRole("link", { name: /room details/ }).click();
  await page.getByRole("button", { name: "Leave room" }).click();
  const dialog = page.getByRole("dialog", { name: `Leave ${room.name}?` });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Leave room" }).click();
  await dialog.getByRole("button", { name: "Leave room" }).click();
  await page.waitForURL("**/rooms/");
  await eventually(async () => (await sidebar(page).getByRole("link", { name: room.name }).count()) === 0);
  expect((await me.call("getRoom", { params: { room: room.slug } })).room.membership).toBeUndefined();
});

test("removed from a private room while looking at it, one sees nothing of it any more", async () => {
  const { room } = await friend.call("createRoom", { body: { name: `Vault ${++made}`, kind: "private" } });
  await friend.call("addMembers", { params: { room: room.slug }, body: { userIds: [me.user.id] } });
  await fillRoom(stage.server, friend, room.id, ["the secret"]);
  const page = await stage.open(`/rooms/${room.slug}/`, { person: me });
  await viewRoom(page).message("the secret").waitFor();
  await friend.call("removeMember", { params: { room: room.slug, user: String(me.user.id) } });
  await page.getByText("There is nothing here, or you may not see it").waitFor();
  expect(await page.content()).not.toContain("the secret");
  expect(await sidebar(page).getByText(room.name).count()).toBe(0);
  await page.reload();
  await page.getByText("There is nothing here, or you may not see it").waitFor();
});

test("unread rooms carry weight and a number, also in the title, until they are read (12, 13)", async () => {
  const room = await makeShared();
  const page = await stage.open("/", { person: me });
  const second = await stage.open("/", { person: me });
  const link = sidebar(page).getByRole("link", { name: room.name });
  const weight = () => link.getByText(room.name).evaluate((el) => Number(getComputedStyle(el).fontWeight));
  const quiet = await weight();
  await fillRoom(stage.server, friend, room.id, ["one", "two", "three"]);
  await link.getByText("3 unread").waitFor();
  expect(await weight()).toBeGreaterThan(quiet);
  await eventually(async () => (await page.title()).startsWith("(1) "));
  await page.bringToFront();
  await link.click();
  await viewRoom(page).message("three").waitFor();
  await eventually(async () => !(await page.title()).startsWith("("));
  for (const tab of [page, second]) {
    await eventually(
      async () =>
        (await sidebar(tab)
          .getByText(/unread/)
          .count()) === 0,
    );
  }
});

test("Ctrl+K finds a room with few letters; Alt+arrows go to the next one (23)", async () => {
  const [alpha, beta] = [await makeShared("Alpha station"), await makeShared("Beta orchard")];
  const page = await stage.open("/", { person: me });
  await viewRoom(page).composer.waitFor();
  await page.keyboard.press("Control+k");
  const switcher = page.getByRole("dialog", { name: "Find a room" });
  const field = switcher.getByRole("textbox");
  await eventually(() => field.evaluate((input) => input === document.activeElement), { what: "focus in the field" });
  await page.keyboard.type("orch");
  await page.keyboard.press("Enter");
  await heading(page, beta.name).waitFor();
  await switcher.waitFor({ state: "detached" });
  await eventually(() => viewRoom(page).composer.evaluate((input) => input === document.activeElement));
  await page.keyboard.press("Alt+ArrowUp");
  await heading(page, alpha.name).waitFor();
  await page.keyboard.press("Alt+ArrowDown");
  await heading(page, beta.name).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("no such room");
  await switcher.getByText(/No room is called that/).waitFor();
  await page.keyboard.press("Escape");
  await switcher.waitFor({ state: "detached" });
  expect(new URL(page.url()).pathname).toBe(`/rooms/${beta.slug}/`);
});

test("on a phone Back goes from the details to the room to the list (36)", async () => {
  const room = await makeShared();
  const page = await stage.open("/", { person: me, viewport: phone, hasTouch: true, isMobile: true });
  await page.getByRole("link", { name: "Back to the list of rooms" }).click();
  await sidebar(page).getByRole("link", { name: room.name }).click();
  const { composer } = viewRoom(page);
  await heading(page, room.name).waitFor();
  expect(await sidebar(page).isVisible()).toBe(false);
  expect(await composer.evaluate((input) => input === document.activeElement)).toBe(false);
  const fontSize = await composer.evaluate((input) => Number.parseFloat(getComputedStyle(input).fontSize));
  expect(fontSize).toBeGreaterThanOrEqual(16);
  await page.getByRole("link", { name: /room details/ }).click();
  const details = page.getByRole("complementary", { name: "Room details" });
  await details.waitFor();
  expect(await composer.isVisible()).toBe(false);
  await page.goBack();
  await composer.waitFor();
  expect(await details.isVisible()).toBe(false);
  await page.goBack();
  await sidebar(page).waitFor();
  expect(await composer.isVisible()).toBe(false);
});
