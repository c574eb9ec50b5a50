import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { makeRoom } from "../support/make-rooms.ts";
import { type Person, registerPeople } from "../support/people.ts";
import { type StartedParley, startParley } from "../support/start-parley.ts";

let parley: StartedParley;
let browser: Browser;
let ana: Person;
let bo: Person;

beforeAll(async () => {
  [parley, browser] = await Promise.all([startParley(), launchChromium()]);
  [ana, bo] = (await registerPeople(parley.url, 2)) as [Person, Person];
});
afterAll(async () => {
  await browser?.close();
  await parley?.[Symbol.asyncDispose]();
});

interface Visit {
  readonly width?: number;
  readonly isDark?: boolean;
  /** Roads to the server that do not work here. */
  readonly blocks?: readonly string[];
}

async function enter(person: Person, path: string, { width = 1280, isDark, blocks = [] }: Visit = {}) {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: 800 },
    baseURL: parley.url,
    colorScheme: isDark ? "dark" : "light",
  });
  const [name = "", value = ""] = person.cookie.split("=");
  await context.addCookies([{ name, value, url: parley.url }]);
  for (const road of blocks) await context.route(`**${road}*`, (route) => route.abort());
  if (blocks.includes("/api/v1/socket")) await context.routeWebSocket(/socket/, (socket) => socket.close());
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(path);
  await page.locator("[data-composer]").waitFor();
  return { page, [Symbol.asyncDispose]: () => context.close() };
}

const choose = (person: Person, state: "online" | "away" | "dnd" | "invisible") =>
  person.call("choosePresence", { body: { state } });

const faceOf = (page: Page, person: Person) => page.locator(`[data-person="${person.user.id}"]`);

async function openDirect(): Promise<string> {
  const { room } = await ana.call("openDirect", { body: { userIds: [bo.user.id] } });
  const body = { body: "Hello", clientId: `hello-${Math.random().toString(36).slice(2)}` as never };
  await ana.call("sendMessage", { params: { room: String(room.id) }, body });
  return `/rooms/${room.slug}/`;
}

test("PRES-1, PRES-4: two people see each other come, choose and vanish, without touching the page", async () => {
  await choose(ana, "online");
  const path = await openDirect();
  await using boHere = await enter(bo, path);
  await using anaHere = await enter(ana, path);
  const face = faceOf(boHere.page, ana).first();
  await face.and(boHere.page.locator('[data-presence="online"]')).waitFor();
  await anaHere.page.getByRole("button", { name: "My menu" }).click();
  await anaHere.page.getByRole("radio", { name: /Do not disturb/ }).check();
  await face.and(boHere.page.locator('[data-presence="dnd"]')).waitFor();
  await anaHere.page.keyboard.press("ArrowDown");
  await faceOf(anaHere.page, ana).and(anaHere.page.locator('[data-presence="invisible"]')).first().waitFor();
  await face.and(boHere.page.locator(":not([data-presence])")).waitFor();
  await anaHere.page.keyboard.press("ArrowUp");
  await anaHere.page.keyboard.press("ArrowUp");
  await face.and(boHere.page.locator('[data-presence="away"]')).waitFor();
  expect(await boHere.page.locator("a[data-room]", { has: face }).first().getAttribute("aria-description")).toBe(
    "Away",
  );
  await choose(ana, "online");
});

test.each([
  { name: "socket", blocks: [] },
  { name: "event stream", blocks: ["/api/v1/socket"] },
  { name: "polling", blocks: ["/api/v1/socket", "/api/v1/events"] },
])(
  "TYPE-1: who types shows under the log, moves nothing, and goes with the message; over $name",
  async ({ blocks }) => {
    const roomId = await makeRoom([ana, bo]);
    const { room } = await ana.call("getRoom", { params: { room: String(roomId) } });
    const path = `/rooms/${room.slug}/`;
    await using reader = await enter(bo, path, { blocks });
    await using typist = await enter(ana, path);
    await faceOf(reader.page, bo).and(reader.page.locator("[data-presence]")).first().waitFor();
    const composer = reader.page.locator("[data-composer]");
    const before = await composer.boundingBox();
    await typist.page
      .locator("[data-composer]")
      .pressSequentially("I am thinking aloud, for a good while, so that all can see", {
        delay: 100,
      });
    const line = reader.page.locator("[data-typing]");
    await line.waitFor();
    expect(await line.innerText()).toBe(`${ana.user.displayName} is typing…`);
    expect(await reader.page.getByText(`${ana.user.displayName} is typing`, { exact: true }).count()).toBe(1);
    expect(await composer.boundingBox()).toEqual(before);
    expect(await typist.page.locator("[data-typing]").count()).toBe(0);
    await typist.page.keyboard.press("Enter");
    await line.waitFor({ state: "detached" });
  },
);
