import type { BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FaultProxy, noFaults, startFaultProxy } from "../fault/fault-proxy.ts";
import { eventually } from "../support/eventually.ts";
import { type Person, registerPerson } from "../support/people.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";
import { startCrashingBrowser } from "./ground/crashing-browser.ts";
import { type RoomView, viewRoom } from "./ground/room-view.ts";
import { logInto, makeStage } from "./ground/stage.ts";
import { watchTakeover } from "./ground/takeover.ts";

const stage = makeStage();
const written = Array.from({ length: 20 }, (_, at) => `offline ${at + 1}`);
const unsafeFlag = /lost when you close this tab/;
let me: Person;
let slug: string;
let network: FaultProxy;

beforeEach(async () => {
  network = await startFaultProxy(Number(new URL(stage.url).port));
  me = await registerPerson(stage.url);
  slug = `outbox-${me.username}`;
  await me.call("createRoom", { body: { name: slug, slug } });
});

afterEach(() => network[Symbol.asyncDispose]());

/** Nothing passes any more, on any road. */
function cutNetwork(): void {
  network.setPlan(() => ({ kind: "refuse" }));
  network.cutAll();
}

/** The network is back, and the browser says so to its pages, as it does when a cable is plugged in. */
async function mendNetwork({ pages }: { pages: readonly Page[] }): Promise<void> {
  network.setPlan(noFaults);
  for (const page of pages) await page.evaluate(() => dispatchEvent(new Event("online")));
}

async function openRoom(context: BrowserContext): Promise<RoomView> {
  const page = await context.newPage();
  await page.goto(`${network.url}/rooms/${slug}/`);
  await watchTakeover(page);
  const view = viewRoom(page);
  await view.composer.waitFor();
  return view;
}

/** Writes without a network; all of it is shown as on its way. */
async function writeOffline(view: RoomView, texts: readonly string[]): Promise<void> {
  cutNetwork();
  for (const text of texts) await view.send(text);
  await view.untilEndsWith(...texts);
  expect(await view.messages.getByText("Sending").count()).toBe(texts.length);
}

async function held(): Promise<string[]> {
  const { messages } = await me.call("listMessages", { params: { room: slug }, query: { limit: 100 } });
  return messages.map(({ body }) => body);
}

/** Comes back to the room online, and waits until nothing is on its way any more. */
async function comeBack(context: BrowserContext): Promise<string[]> {
  const view = await openRoom(context);
  await eventually(async () => (await view.page.evaluate(() => navigator.locks.query())).held?.length === 0);
  await view.untilConfirmed();
  return held();
}

/** What of it arrives when the tab is closed while offline, and the room opened anew. */
async function closeAndReturn(context: BrowserContext): Promise<string[]> {
  const view = await openRoom(context);
  await writeOffline(view, written);
  await view.page.close();
  expect(await held()).toEqual([]);
  await mendNetwork({ pages: [] });
  return comeBack(context);
}

test("20 messages written offline survive closing the tab, and go out once, in order (29)", async () => {
  const context = await stage.enter({ person: me, at: network.url });
  expect(await closeAndReturn(context)).toEqual(written);
});

test("20 messages written offline survive a crash of the browser (29)", async () => {
  using profile = makeTemporaryFolder("parley-profile");
  {
    await using crashing = await startCrashingBrowser(profile.path);
    const [context] = crashing.browser.contexts();
    if (!context) throw new Error("The browser has no window");
    await logInto(context, me, network.url);
    const view = await openRoom(context);
    await writeOffline(view, written);
    await crashing.crash();
  }
  await mendNetwork({ pages: [] });
  await using again = await startCrashingBrowser(profile.path);
  const [context] = again.browser.contexts();
  if (!context) throw new Error("The browser has no window");
  await logInto(context, me, network.url);
  expect(await comeBack(context)).toEqual(written);
});

test("two tabs of one person, both written in offline, send each message once and in each tab's order (29, 33)", async () => {
  const context = await stage.enter({ person: me, at: network.url });
  const [one, other] = [await openRoom(context), await openRoom(context)];
  cutNetwork();
  for (let at = 1; at <= 10; at++) {
    await one.send(`one ${at}`);
    await other.send(`other ${at}`);
  }
  await mendNetwork({ pages: [one.page, other.page] });
  await Promise.all([one.untilConfirmed(), other.untilConfirmed()]);
  const arrived = await eventually(async () => {
    const bodies = await held();
    return bodies.length >= 20 ? bodies : undefined;
  });
  expect(arrived).toHaveLength(20);
  for (const tab of ["one", "other"]) {
    const own = Array.from({ length: 10 }, (_, at) => `${tab} ${at + 1}`);
    expect(arrived.filter((body) => body.startsWith(`${tab} `))).toEqual(own);
  }
  await Promise.all([one.untilEndsWith(...arrived), other.untilEndsWith(...arrived)]);
});

const refusals: Readonly<Record<string, () => void>> = {
  "its quota is used up": () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  },
  "it gives no storage": () => {
    Object.defineProperty(globalThis, "indexedDB", { value: undefined });
  },
};

test.each(Object.entries(refusals))("when %s, the writer is told, and messages still go out", async (_, refuse) => {
  const context = await stage.enter({ person: me, at: network.url });
  await context.addInitScript(refuse);
  const view = await openRoom(context);
  await writeOffline(view, written.slice(0, 3));
  await view.page.getByText(unsafeFlag).waitFor();
  await mendNetwork({ pages: [view.page] });
  await view.untilConfirmed();
  expect(await held()).toEqual(written.slice(0, 3));
  await view.page.getByText(unsafeFlag).waitFor({ state: "detached" });
});

test("the proof: a client that keeps its outbox in memory only is found out", async () => {
  const context = await stage.enter({ person: me, at: network.url });
  const replaced = await breakBundle(context, /\.put\("outbox",/g, '.get("outbox",');
  expect(await closeAndReturn(context)).not.toEqual(written);
  expect(replaced()).toBeGreaterThan(0);
});

/** Serves the built client with one thing changed; answers how often it was found. */
async function breakBundle(context: BrowserContext, wanted: RegExp, instead: string): Promise<() => number> {
  let found = 0;
  await context.route("**/assets/*.js", async (route) => {
    const answer = await route.fetch().catch(() => undefined);
    if (!answer) return await route.abort();
    const body = (await answer.text()).replace(wanted, () => {
      found++;
      return instead;
    });
    return await route.fulfill({ body, contentType: "text/javascript" });
  });
  return () => found;
}
