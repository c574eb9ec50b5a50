import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ClientId } from "#protocol/ids.ts";
import { launchChromium } from "../support/chromium.ts";
import { eventually } from "../support/eventually.ts";
import { makeRoom } from "../support/make-rooms.ts";
import { type Person, registerPeople } from "../support/people.ts";
import { type StartedParley, startParley } from "../support/start-parley.ts";

let parley: StartedParley;
let browser: Browser;
let ann: Person;
let bob: Person;
let path: string;
let room: { readonly room: string };
const contexts: BrowserContext[] = [];
const faults: string[] = [];
let messages = 0;

beforeAll(async () => {
  [parley, browser] = await Promise.all([startParley({}), launchChromium()]);
});
beforeEach(async () => {
  [ann, bob] = (await registerPeople(parley.url, 2)) as [Person, Person];
  const id = await makeRoom([ann, bob]);
  room = { room: String(id) };
  path = `/rooms/${(await ann.call("getRoom", { params: room })).room.slug}/`;
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
async function enter({ cookie }: Person, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const viewport = { width: 1280, height: 800 };
  const context = await browser.newContext({ viewport, baseURL: parley.url, locale: "en-GB", ...options });
  contexts.push(context);
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: parley.url, httpOnly: true, sameSite: "Lax" }]);
  return context;
}

async function show(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(String(error.stack)));
  await page.goto(address);
  return page;
}

const open = async (person: Person, address = path, options?: BrowserContextOptions): Promise<Page> =>
  show(await enter(person, options), address);

const composer = (page: Page) => page.locator("[data-composer]");
const row = (page: Page) => page.locator(`[data-room="${room.room}"]`);
const line = (page: Page, text: string) => page.getByRole("article").filter({ hasText: text });

async function say(person: Person, body: string) {
  const clientId = `attention-e2e-${++messages}` as ClientId;
  return (await person.call("sendMessage", { params: room, body: { body, clientId } })).message;
}

async function readN(): Promise<number> {
  return (await ann.call("getRoom", { params: room })).room.membership?.readN ?? 0;
}

describe("reading", () => {
  test("counts show in the sidebar, the title and the icon, and go on all devices once the room was looked at", async () => {
    const [one, other] = [await open(ann, "/rooms/"), await open(ann, "/rooms/")];
    await row(one).waitFor();
    await say(bob, "plain");
    await say(bob, `hello @${ann.username}`);
    await row(one).getByText("1 mention").waitFor();
    await row(other).getByText("2 unread").waitFor();
    await eventually(async () => (await one.title()).startsWith("(@1 · 1)"), { what: "the title" });
    const icon = one.locator('link[rel="icon"]');
    await eventually(async () => (await icon.getAttribute("href"))?.startsWith("data:"), { what: "the icon" });
    await one.bringToFront();
    await row(one).click();
    await line(one, "hello").waitFor();
    await row(other).getByText("mention").waitFor({ state: "detached" });
    expect(await readN()).toBe(2);
    await eventually(async () => !(await other.title()).startsWith("("), { what: "the plain title" });
    await eventually(async () => (await icon.getAttribute("href")) === "/favicon.svg", { what: "the plain icon" });
  });

  test("Alt with a click marks unread from there, Escape reads the room, Shift with Escape all", async () => {
    for (const body of ["one", "two", "three"]) await say(bob, body);
    const page = await open(ann);
    await line(page, "three").waitFor();
    await eventually(async () => (await readN()) === 3, { what: "the room being read" });
    await line(page, "two").click({ modifiers: ["Alt"] });
    await eventually(async () => (await readN()) === 1, { what: "the position being set back" });
    await page.getByText("New", { exact: true }).waitFor();
    await composer(page).press("Escape");
    await eventually(async () => (await readN()) === 3, { what: "Escape" });
    await page.getByText("New", { exact: true }).waitFor({ state: "detached" });
    await line(page, "one").click({ modifiers: ["Alt"] });
    await eventually(async () => (await readN()) === 0, { what: "the position being set back again" });
    await composer(page).press("Shift+Escape");
    await eventually(async () => (await readN()) === 3, { what: "Shift with Escape" });
    expect(await page.getByText("New", { exact: true }).count()).toBe(0);
  });

  test("the first unread message is one press away, however far up", async () => {
    await say(bob, "seen");
    await ann.call("markRead", { params: room, body: { upTo: 1 } });
    for (let n = 1; n <= 90; n++) await say(bob, `message ${n}.`);
    const page = await open(ann);
    await page.getByRole("button", { name: "Jump to first unread" }).click();
    await line(page, "message 1.").waitFor();
    expect(await page.getByText("New", { exact: true }).count()).toBe(1);
  });

  test("an address leads to its message, and shows which one it is", async () => {
    const { seq } = await say(bob, "the one");
    for (let n = 1; n <= 80; n++) await say(bob, `message ${n}.`);
    const page = await open(ann, `${path}?at=${seq}`);
    await line(page, "the one").waitFor();
    await page.locator("[data-linked]").filter({ hasText: "the one" }).waitFor();
    expect(await page.locator("[data-linked]").count()).toBe(1);
  });
});

describe("mentions", () => {
  test("are completed by keyboard alone, sent, and shown as such to whom they mean", async () => {
    const page = await open(ann);
    await composer(page).pressSequentially(`Hello @${bob.username.slice(0, 8)}`);
    const list = page.getByRole("listbox", { name: "People" });
    await list.waitFor();
    const active = await composer(page).getAttribute("aria-activedescendant");
    expect(active).not.toBeNull();
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    expect(await composer(page).inputValue()).toBe(`Hello @${bob.username.slice(0, 8)}`);
    await composer(page).fill("");
    await composer(page).pressSequentially(`Hello @${bob.username}`);
    await list
      .getByRole("option", { selected: true })
      .filter({ hasText: `@${bob.username}` })
      .waitFor();
    await page.keyboard.press("Tab");
    await eventually(async () => (await composer(page).inputValue()) === `Hello @${bob.username} `, {
      what: "the name",
    });
    await page.keyboard.type("and #lob");
    await page.getByRole("listbox", { name: "Rooms" }).getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await eventually(async () => (await composer(page).inputValue()).endsWith("#lobby "), { what: "the room" });
    await page.keyboard.press("Enter");
    const bobs = await open(bob);
    await line(bobs, "Hello")
      .locator("bdi", { hasText: `@${bob.username}` })
      .last()
      .waitFor();
    const { mentionedAt } = (await bob.call("getRoom", { params: room })).room;
    expect(mentionedAt ?? []).toHaveLength(1);
  });

  test("people outside are named after those inside, and said to be outside", async () => {
    const [stranger] = (await registerPeople(parley.url, 1)) as [Person];
    const page = await open(ann);
    await composer(page).pressSequentially(`@${stranger.username}`);
    const option = page.getByRole("option").filter({ hasText: `@${stranger.username}` });
    await option.getByText("not in this room").waitFor();
    expect(await page.getByRole("option").last().textContent()).toContain("not in this room");
  });

  test("are gathered in the activity, unread ones marked, and lead to their message", async () => {
    await say(bob, `first for @${ann.username}`);
    await ann.call("markRead", { params: room, body: { upTo: 1 } });
    const page = await open(ann, "/activity/");
    await page.getByRole("article").filter({ hasText: "first for" }).waitFor();
    await say(bob, `second for @${ann.username}`);
    const item = page.getByRole("article").filter({ hasText: "second for" });
    await item.getByText("(unread)").waitFor();
    expect(await page.getByRole("article").first().textContent()).toContain("second for");
    await item.getByRole("link").click();
    await page.locator("[data-linked]").filter({ hasText: "second for" }).waitFor();
    await row(page).getByText("mention").waitFor({ state: "detached" });
  });
});

describe("attention", () => {
  test("who is blocked is folded away, and unblocked in the settings", async () => {
    await say(bob, "something unkind");
    const page = await open(ann);
    await line(page, "something unkind").hover();
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: /^Block/ }).click();
    await page.getByText("Blocked message").waitFor();
    expect(await page.getByText("something unkind").count()).toBe(0);
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText("something unkind").waitFor();
    await page.goto("/settings/");
    await page.getByRole("list", { name: "People I have blocked" }).getByText(`@${bob.username}`).waitFor();
    await page.getByRole("button", { name: "Unblock" }).click();
    await page.getByText("Nobody. You can block").waitFor();
    await page.goto(path);
    await page.getByText("something unkind").waitFor();
    expect(await page.getByText("Blocked message").count()).toBe(0);
  });

  test("a notification comes once over all tabs, says who and where, and none comes for what is looked at", async () => {
    const context = await enter(ann, { permissions: ["notifications"] });
    await context.addInitScript(() => {
      const shown: string[] = [];
      Object.assign(globalThis, { shown });
      class Noted extends EventTarget {
        static readonly permission = "granted";
        constructor(title: string, { body }: { body: string }) {
          super();
          shown.push(`${title}: ${body}`);
        }
        close() {}
      }
      Object.assign(globalThis, { Notification: Noted });
    });
    const shown = (page: Page) => page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
    // A browser without a window says of each tab that it has the focus, so none of them shows the room yet.
    const pages = [await show(context, "/rooms/"), await show(context, "/rooms/"), await show(context, "/activity/")];
    const last = pages[2] as Page;
    await row(last).waitFor();
    // Right after connecting, what comes counts as missed.
    await last.waitForTimeout(2_500);
    await say(bob, `come here @${ann.username}`);
    const all = async () => (await Promise.all(pages.map(shown))).flat();
    await eventually(async () => (await all()).length > 0, { what: "the notification" });
    await row(last).click();
    await composer(last).waitFor();
    await say(bob, `and look at this @${ann.username}`);
    await line(last, "and look").waitFor();
    await last.waitForTimeout(1_500);
    const { name } = (await ann.call("getRoom", { params: room })).room;
    expect(await all()).toEqual([`${bob.user.displayName} in ${name}: come here @${ann.username}`]);
  });

  test.each([
    [390, "light"],
    [768, "dark"],
    [1280, "light"],
  ] as const)("at %i px in %s its views fit, and axe has nothing to say", async (width, colorScheme) => {
    await say(bob, `for @${ann.username}`);
    const options = { viewport: { width, height: 800 }, colorScheme, hasTouch: width < 700 };
    const page = await open(ann, "/activity/", options);
    await page.getByRole("article").first().waitFor();
    const found = await judge(page, `activity-${width}`);
    await page.goto("/settings/#notifications");
    await page.getByLabel("Keywords").waitFor();
    found.push(...(await judge(page, `settings-${width}`)));
    await page.goto(path);
    await composer(page).pressSequentially("@");
    await page.getByRole("option").first().waitFor();
    found.push(...(await judge(page, `mention-${width}`)));
    await page.goto(`${path}#details`);
    await page.getByLabel("Notify me of").waitFor();
    found.push(...(await judge(page, `details-${width}`)));
    expect(found).toEqual([]);
  });
});

/** What does not fit, and what axe finds. */
async function judge(page: Page, name: string): Promise<string[]> {
  const folder = process.env["SCREENSHOTS"];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/attention-${name}.png` });
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${name} ${id}: ${nodes.map((node) => node.html).join(" ")}`);
  return isWide ? [`${name} is too wide`, ...found] : found;
}
