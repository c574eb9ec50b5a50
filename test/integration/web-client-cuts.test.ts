import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Transport } from "../../src/web/store/contract.ts";
import { type Fault, noFaults, startFaultProxy } from "../fault/fault-proxy.ts";
import { makeRoom } from "../support/make-rooms.ts";
import { type Person, registerPeople } from "../support/people.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { startParley } from "../support/start-parley.ts";
import { WebClient } from "../support/web-client.ts";

const blocked: readonly (readonly Transport[])[] = [[], ["websocket"], ["websocket", "sse"]];
const messagesEach = 25;
const faultsLeast = 20;

/** Whatever ends soon by itself: what goes silent is for the watchdog, which is tested on a virtual clock. */
function faultOf(random: ReturnType<typeof seededRandom>): Fault {
  const afterBytes = random.between(0, 6_000);
  const direction = random.pick(["up", "down"] as const);
  switch (random.pick(["cut", "cut", "refuse", "slice", "delay", "none"])) {
    case "cut":
      return { kind: "cut", direction, afterBytes };
    case "refuse":
      return { kind: "refuse" };
    case "slice":
      return { kind: "slice", bytes: random.between(1, 40) };
    case "delay":
      return { kind: "delay", byMs: random.between(1, 30) };
    default:
      return { kind: "none" };
  }
}

test.each([1, 2, 3])("connections that break all the time lose, double and reorder nothing (seed %i)", async (seed) => {
  await using parley = await startParley();
  await using proxy = await startFaultProxy(Number(new URL(parley.url).port));
  const people = (await registerPeople(parley.url, blocked.length)) as [Person, Person, Person];
  const roomId = await makeRoom(people);
  using clients = new DisposableStack();
  const tabs = people.map(({ cookie }, index) => {
    return clients.use(new WebClient(proxy.url, { cookie, blocked: blocked[index] ?? [] }));
  });
  await Promise.all(tabs.map((tab) => tab.untilLive()));
  await Promise.all(tabs.map((tab) => tab.open(roomId)));

  const random = seededRandom(seed);
  proxy.setPlan((connection) => faultOf(random.fork(connection)));
  const countFaults = (): number => proxy.counts.cut + proxy.counts.refuse;
  for (let count = 0; count < messagesEach || countFaults() < faultsLeast; count++) {
    if (count < messagesEach)
      for (const [index, tab] of tabs.entries()) tab.app.actions.send(roomId, `${index}.${count}`);
    await delay(random.between(5, 60));
    if (random.chance(0.4)) proxy.cutAll();
    for (const tab of tabs) tab.wake();
  }
  proxy.setPlan(noFaults);
  proxy.cutAll();
  for (const tab of tabs) tab.wake();
  const all = messagesEach * tabs.length;
  for (const tab of tabs) await tab.until(() => tab.state.outbox.length === 0, "an empty outbox");
  for (const tab of tabs) await tab.until(() => tab.windowOf(roomId)?.state.room?.n === all, "every message");

  const query = { limit: 100 };
  const { messages } = await people[0].call("listMessages", { params: { room: String(roomId) }, query });
  for (const [index, tab] of tabs.entries()) {
    const sent = Array.from({ length: messagesEach }, (_, nth) => `${index}.${nth}`);
    expect(messages.map(({ body }) => body).filter((body) => body.startsWith(`${index}.`))).toEqual(sent);
    expect(tab.windowOf(roomId)?.state.messages).toEqual(messages);
  }
});
