import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import { launchChromium } from "../support/chromium.ts";
import { drawHalves } from "../support/craft-images.ts";
import { eventually } from "../support/eventually.ts";
import { logIn, newUsername, password, type Person, registerPerson } from "../support/people.ts";
import { type StartedParley, startParley } from "../support/start-parley.ts";

let parley: StartedParley;
let browser: Browser;
const contexts: BrowserContext[] = [];
const faults: string[] = [];

beforeAll(async () => {
  [parley, browser] = await Promise.all([startParley({}), launchChromium()]);
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  const found = faults.splice(0);
  if (found.length > 0) throw new Error(found.join("\n"));
});
afterAll(async () => {
  await browser?.close();
  await parley?.[Symbol.asyncDispose]();
});

/** A browser of its own, logged in; what its page complains about fails the test. */
async function open(path: string, { cookie }: Person, options: BrowserContextOptions = {}): Promise<Page> {
  const viewport = { width: 1280, height: 800 };
  const context = await browser.newContext({ viewport, baseURL: parley.url, locale: "en-GB", ...options });
  contexts.push(context);
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: parley.url, httpOnly: true, sameSite: "Lax" }]);
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(String(error.stack)));
  await page.goto(path);
  return page;
}

async function openSettings(person: Person, options?: BrowserContextOptions): Promise<Page> {
  const page = await open("/settings/", person, options);
  // Only the live page knows the zones.
  await page.locator("#time-zones option").first().waitFor({ state: "attached" });
  return page;
}

const meCard = (page: Page) => page.locator("[data-sidebar]");

test("a name and a picture are previewed, saved, and shown to others at once (E)", async () => {
  const [ann, ben] = [await registerPerson(parley.url), await registerPerson(parley.url)];
  const clientId = `look-${ann.username}` as never;
  await ann.call("sendMessage", { params: { room: "lobby" }, body: { body: "Who am I?", clientId } });
  const bens = await open("/rooms/lobby/", ben);
  const message = bens.getByRole("article").filter({ hasText: "Who am I?" });
  await message.getByText(ann.username).first().waitFor();

  const page = await openSettings(ann);
  const preview = page.getByRole("region", { name: "How others see you" });
  await page.getByLabel("Name", { exact: true }).fill("Ann of the Bees");
  await page.getByLabel("Pronouns").fill("she/her");
  await page.getByLabel("About me").fill("Two hives.\nMany flowers.");
  await page.getByLabel("Time zone").fill("Asia/Tokyo");
  await preview.getByText("Ann of the Bees").waitFor();
  await preview.getByText(/\d there$/).waitFor();
  expect((await ann.call("getMe", {})).user.displayName).toBe(ann.username);
  await page.getByRole("button", { name: "Save profile" }).press("Enter");
  await page.getByText("Saved.").waitFor();
  await message.getByText("Ann of the Bees").first().waitFor();

  const buffer = await drawHalves().jpeg().toBuffer();
  await page.getByLabel("Picture", { exact: true }).setInputFiles({ name: "me.jpg", mimeType: "image/jpeg", buffer });
  await preview.locator("img").waitFor();
  await message.locator("img").waitFor();
  const isDrawn = () => message.locator("img").evaluate((image) => (image as HTMLImageElement).naturalWidth === 256);
  await eventually(isDrawn, { what: "the picture to be drawn" });
  await page.getByRole("button", { name: "Remove picture" }).click();
  await message.locator("img").waitFor({ state: "detached" });
});

test("a file that is no picture, or too large a one, is refused in words, and the page goes on", async () => {
  const page = await openSettings(await registerPerson(parley.url));
  const input = page.getByLabel("Picture", { exact: true });
  const choose = (buffer: Buffer) => input.setInputFiles({ name: "me.png", mimeType: "image/png", buffer });
  await choose(Buffer.from("<svg onload=alert(1)>"));
  await page.getByRole("alert").getByText("cannot be shown as a picture").waitFor();
  await choose(Buffer.alloc(limits.avatarMaxBytes + 1));
  await page.getByRole("alert").getByText("larger than 5 MB").waitFor();
  await choose(await drawHalves().png().toBuffer());
  await page.getByRole("button", { name: "Remove picture" }).waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("a status is set from the menu by keyboard, stands beside the name, and is cleared", async () => {
  const ann = await registerPerson(parley.url);
  const page = await open("/rooms/lobby/", ann);
  await page.getByRole("button", { name: "My menu" }).press("Enter");
  await page.getByText("Set a status").press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "On holiday" }).press("Enter");
  await dialog.getByRole("button", { name: "Set status" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  await meCard(page).getByText("On holiday").waitFor();
  const { status } = (await ann.call("getMe", {})).user;
  expect(status).toMatchObject({ emoji: "🌴", until: expect.any(String) });
  await page.getByRole("button", { name: "My menu" }).click();
  await page.getByText("Change status").click();
  await page.getByRole("dialog").getByRole("button", { name: "Clear status" }).click();
  await meCard(page).getByText(`@${ann.username}`).waitFor();
});

test("a changed password logs out the other device, and leaves this one at work", async () => {
  const username = newUsername();
  const here = await registerPerson(parley.url, username);
  const there = await logIn(parley.url, username);
  const page = await openSettings(here);
  const other = await open("/rooms/lobby/", there);
  await other.getByRole("textbox", { name: /^Message / }).waitFor();
  const secondTab = await page.context().newPage();
  await secondTab.goto("/rooms/lobby/");
  await secondTab.getByRole("textbox", { name: /^Message / }).waitFor();
  await page.getByLabel("Present password").fill("not my password");
  await page.getByLabel("New password").fill("another password");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("This is not your password.").waitFor();
  await page.getByLabel("Present password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("All your other devices are logged out.").waitFor();
  await other
    .getByText(/log in/i)
    .first()
    .waitFor();
  await page.getByText("You are logged in nowhere else.").waitFor();
  await page.goto("/rooms/lobby/");
  const composer = page.getByRole("textbox", { name: /^Message / });
  await composer.fill("Still here");
  await composer.press("Enter");
  await page.getByRole("article").filter({ hasText: "Still here" }).waitFor();
  await secondTab.getByRole("article").filter({ hasText: "Still here" }).waitFor();
  expect(await secondTab.getByText("You were logged out").count()).toBe(0);
});

test("devices are listed, and logged out one by one", async () => {
  const username = newUsername();
  const here = await registerPerson(parley.url, username);
  const there = await logIn(parley.url, username);
  const page = await openSettings(here);
  await page.getByText("This device").waitFor();
  await page.getByRole("button", { name: /^Log out (?!every)./ }).press("Enter");
  await page.getByText("You are logged in nowhere else.").waitFor();
  await expect(there.call("getMe", {})).rejects.toMatchObject({ status: 401 });
});

test("an account is deleted only with its name typed and its password, and is gone then", async () => {
  const ann = await registerPerson(parley.url);
  const page = await openSettings(ann);
  const section = page.locator("#account");
  const confirm = section.getByLabel(`Type ${ann.username} to confirm`);
  await section.getByLabel("Password", { exact: true }).fill(password);
  await confirm.fill("somebody");
  await section.getByRole("button", { name: "Delete my account" }).click();
  await section.getByText("That is not your username.").waitFor();
  await confirm.fill(ann.username);
  await section.getByRole("button", { name: "Delete my account" }).click();
  await page.waitForURL("/");
  await page.getByRole("link", { name: "Register" }).first().waitFor();
  await expect(ann.call("getMe", {})).rejects.toMatchObject({ status: 401 });
});

test.each([
  [390, "light"],
  [768, "dark"],
  [1280, "light"],
] as const)("at %i pixels, %s: nothing sticks out, and every control has a name", async (width, colorScheme) => {
  const page = await openSettings(await registerPerson(parley.url), { viewport: { width, height: 844 }, colorScheme });
  await page.getByText("This device").waitFor();
  const excess = await page.evaluate(() =>
    [...document.querySelectorAll("main, main [data-region]")].map((part) => part.scrollWidth - part.clientWidth),
  );
  expect(Math.max(...excess)).toBe(0);
  const { violations } = await new AxeBuilder({ page }).include("#room").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
});
