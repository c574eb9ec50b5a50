import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ClientId } from "#protocol/ids.ts";
import { type BlockingProxy, type Road, startBlockingProxy } from "../support/blocking-proxy.ts";
import { eventually } from "../support/eventually.ts";
import { type Person, registerPerson } from "../support/people.ts";
import { type RoomView, viewRoom } from "./ground/room-view.ts";
import { makeStage } from "./ground/stage.ts";

const stage = makeStage();
let proxy: BlockingProxy;
let friend: Person;

beforeEach(async () => {
  [proxy, friend] = await Promise.all([startBlockingProxy(stage.url), registerPerson(stage.url)]);
});
afterEach(() => proxy[Symbol.asyncDispose]());

/** A room of the two, opened through the proxy; its page's time can be wound forward. */
async function openBehindProxy(): Promise<{ view: RoomView; room: string }> {
  const me = await registerPerson(stage.url);
  const { room } = await me.call("createRoom", { body: { name: `Behind ${me.username}` } });
  await friend.call("addMembers", { params: { room: room.slug }, body: {} });
  const context = await stage.enter({ person: me, at: proxy.url });
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`/rooms/${room.slug}/`);
  const view = viewRoom(page);
  await view.composer.waitFor();
  return { view, room: room.slug };
}

const only = (road: Road) => eventually(() => proxy.open[road] > 0, { what: `a connection by ${road}` });

/** Winds the page's time forward, a few seconds at a time, until a connection by that road stands. */
async function windUntil(page: Page, road: Road): Promise<void> {
  for (let turns = 0; turns < 60 && proxy.open[road] === 0; turns++) {
    await page.clock.runFor(1_000);
  }
  await only(road);
}

/** Both say something, at once; each message must come once to both. */
async function talk(view: RoomView, room: string, topic: string): Promise<string[]> {
  const mine = [1, 2, 3].map((n) => `${topic} mine ${n}`);
  const theirs = [1, 2, 3].map((n) => `${topic} theirs ${n}`);
  const sayTheirs = async () => {
    for (const body of theirs) {
      const clientId = crypto.randomUUID() as ClientId;
      await friend.call("sendMessage", { params: { room }, body: { body, clientId } });
    }
  };
  const sayMine = async () => {
    for (const body of mine) await view.send(body);
  };
  await Promise.all([sayMine(), sayTheirs()]);
  return [...mine, ...theirs];
}

/**
 * Once the room shows as many messages as were said, all confirmed: those shown, and those the server holds. The page's
 * time moves only as fast as it is wound, so a busy machine gets longer for the same seconds of the page.
 */
async function settle(view: RoomView, room: string, count: number): Promise<{ shown: string[]; held: string[] }> {
  const isSettled = async () => {
    await view.page.clock.runFor(500);
    return (await view.lines()).length === count && (await view.messages.getByText("Sending").count()) === 0;
  };
  await eventually(isSettled, { withinMs: 30_000 }).catch(async () => {
    throw new Error(`Should show ${count} confirmed messages: ${await view.log.innerText()}`);
  });
  const held = await friend.call("listMessages", { params: { room }, query: { limit: 100 } });
  return { shown: await view.lines(), held: held.messages.map(({ body }) => body) };
}

test("a proxy that refuses WebSockets leaves server-sent events, and talking goes on (4)", async () => {
  proxy.treat("websocket", "refuse");
  const { view, room } = await openBehindProxy();
  await windUntil(view.page, "sse");
  const said = await talk(view, room, "over events");
  const { shown, held } = await settle(view, room, said.length);
  expect(shown).toEqual(held);
  expect(shown.toSorted()).toEqual(said.toSorted());
  expect(proxy.open.websocket).toBe(0);
});

test.each(["refuse", "buffer"] as const)("where events too are met with %s, polling carries (4)", async (manner) => {
  proxy.treat("websocket", "refuse");
  proxy.treat("sse", manner);
  const { view, room } = await openBehindProxy();
  await windUntil(view.page, "poll");
  const said = await talk(view, room, `polling past ${manner}`);
  const { shown, held } = await settle(view, room, said.length);
  expect(shown).toEqual(held);
  expect(shown.toSorted()).toEqual(said.toSorted());
});

test("falls while talking, and climbs back by itself once the block is lifted, nothing lost or doubled (4)", async () => {
  const { view, room } = await openBehindProxy();
  const said: string[] = [];
  await only("websocket");
  said.push(...(await talk(view, room, "socket")));
  proxy.treat("websocket", "refuse");
  said.push(...(await talk(view, room, "falling")));
  await windUntil(view.page, "sse");
  proxy.treat("sse", "refuse");
  said.push(...(await talk(view, room, "further")));
  await windUntil(view.page, "poll");
  await settle(view, room, said.length);

  proxy.treat("websocket", "pass");
  await windUntil(view.page, "websocket");
  await eventually(() => proxy.open.poll === 0 && proxy.open.sse === 0, { what: "the lower road to be left" });
  said.push(...(await talk(view, room, "back")));
  const { shown, held } = await settle(view, room, said.length);
  expect(shown).toEqual(held);
  expect(shown.toSorted()).toEqual(said.toSorted());
});
