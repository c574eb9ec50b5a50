import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Browser, BrowserContext } from "playwright-core";
import { launchChromium } from "../support/chromium.ts";
import { eventually } from "../support/eventually.ts";
import { type Person, registerPerson } from "../support/people.ts";
import { type ParleyProcess, startParleyProcess } from "../support/start-parley-process.ts";
import { type RoomView, viewRoom } from "./ground/room-view.ts";
import { desktop, logInto, refuseFaults, watchFaults } from "./ground/stage.ts";
import { watchTakeover } from "./ground/takeover.ts";

let parley: ParleyProcess;
let browser: Browser;
let context: BrowserContext;
let me: Person;
const faults: string[] = [];

beforeAll(async () => {
  [parley, browser] = await Promise.all([startParleyProcess(), launchChromium()]);
});
afterEach(async () => {
  await context.close();
  refuseFaults(faults);
});
afterAll(async () => {
  await browser?.close();
  await parley?.[Symbol.asyncDispose]();
});

async function openRoom(slug: string): Promise<RoomView> {
  me = await registerPerson(parley.url);
  await me.call("createRoom", { body: { name: slug, slug } });
  context = await browser.newContext({ viewport: desktop, baseURL: parley.url });
  watchFaults(context, faults);
  await logInto(context, me, parley.url);
  const page = await context.newPage();
  await page.goto(`/rooms/${slug}/`);
  await watchTakeover(page);
  return viewRoom(page);
}

async function heldBy(room: string): Promise<string[]> {
  const { messages } = await me.call("listMessages", { params: { room }, query: { limit: 100 } });
  return messages.map(({ body }) => body);
}

test("the server is killed and started again while I type: draft and queue survive, each message goes out once (28, 29)", async () => {
  const view = await openRoom("killed");
  const banner = view.page.getByText("No connection. Trying again");
  await view.send("before");
  await view.untilEndsWith("before");
  await view.untilConfirmed();

  await view.composer.pressSequentially("half a ");
  await parley.kill("SIGKILL");
  await view.composer.pressSequentially("sentence");
  expect(await view.composer.inputValue()).toBe("half a sentence");
  await view.composer.press("Enter");
  for (const text of ["second", "third"]) await view.send(text);
  await view.composer.pressSequentially("kept as a draft");
  await view.untilEndsWith("half a sentence", "second", "third");
  expect(await view.messages.getByText("Sending").count()).toBe(3);
  await banner.waitFor();

  await parley.restart();
  await view.untilConfirmed();
  await banner.waitFor({ state: "detached" });
  expect(await heldBy("killed")).toEqual(["before", "half a sentence", "second", "third"]);
  expect(await view.lines()).toEqual(["before", "half a sentence", "second", "third"]);
  expect(await view.composer.inputValue()).toBe("kept as a draft");
  await view.page.reload();
  await watchTakeover(view.page);
  expect(await view.composer.inputValue()).toBe("kept as a draft");
});

test("the banner waits for three seconds of trouble, and goes when it is over (28)", async () => {
  const view = await openRoom("banner");
  await view.send("connected");
  await view.untilConfirmed();
  const { page } = view;
  await page.evaluate(() => {
    const moments: { at: number; isShown: boolean }[] = [];
    Object.assign(globalThis, { moments });
    new MutationObserver(() => {
      const isShown = document.body.textContent.includes("No connection.");
      if ((moments.at(-1)?.isShown ?? false) !== isShown) moments.push({ at: Date.now(), isShown });
    }).observe(document.body, { subtree: true, childList: true });
  });
  const readMoments = () =>
    page.evaluate(() => (globalThis as unknown as { moments: { at: number; isShown: boolean }[] }).moments);

  const cutAt = Date.now();
  await parley.kill("SIGKILL");
  const [shown] = await eventually(async () => {
    const moments = await readMoments();
    return moments.length > 0 ? moments : undefined;
  });
  expect((shown?.at ?? 0) - cutAt).toBeGreaterThanOrEqual(2_950);
  await parley.restart();
  await eventually(async () => (await readMoments()).at(-1)?.isShown === false, { withinMs: 30_000 });
  await view.send("back");
  await view.untilConfirmed();
  expect(await heldBy("banner")).toEqual(["connected", "back"]);
});
