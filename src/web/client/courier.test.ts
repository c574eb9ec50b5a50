import { beforeEach, expect, test } from "vitest";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import { VirtualClock } from "../platform/virtual-clock.ts";
import { Courier } from "./courier.ts";
import { createFakeLinks, type FakeLink } from "./fake-links.ts";
import { makeMessage } from "./fake-room.ts";
import type { HttpClient } from "./http-client.ts";
import type { LinkHost } from "./link.ts";

const letter = { clientId: "client-id-1" as ClientId, roomId: 1 as RoomId, body: "hello" };
const message = makeMessage({ body: "hello" });
let clock: VirtualClock;
let posted: number;
let link: FakeLink | undefined;
let courier: Courier;

beforeEach(() => {
  clock = new VirtualClock();
  posted = 0;
  const http = (async () => {
    posted += 1;
    return { ok: true, value: { message } };
  }) as unknown as HttpClient;
  courier = new Courier(() => link, http, clock);
});

function connect(transport: "websocket" | "sse"): FakeLink {
  const { opened, openers } = createFakeLinks();
  openers[transport]({} as LinkHost);
  link = opened[0] as FakeLink;
  return link;
}

test("goes over the socket and comes back with its acknowledgement", async () => {
  const { sent } = connect("websocket");
  const delivered = courier.deliver(letter);
  expect(sent).toEqual([{ t: "send", ref: letter.clientId, ...letter }]);
  courier.onFrame({ t: "ack", ref: "another", message: makeMessage({ body: "not this" }) });
  courier.onFrame({ t: "ack", ref: letter.clientId, message });
  expect(await delivered).toEqual({ ok: true, value: message });
  expect(posted).toBe(0);
});

test("goes by HTTP where the link only reads", async () => {
  connect("sse");
  expect(await courier.deliver(letter)).toEqual({ ok: true, value: message });
  expect(posted).toBe(1);
});

test("a refusal comes back with its code", async () => {
  connect("websocket");
  const delivered = courier.deliver(letter);
  courier.onFrame({ t: "error", ref: letter.clientId, code: "forbidden", message: "No." });
  expect(await delivered).toMatchObject({ ok: false, error: { code: "forbidden" } });
});

test("nobody knows when the link is lost, or when no word comes", async () => {
  connect("websocket");
  const lost = courier.deliver(letter);
  courier.onLinkChange();
  expect(await lost).toMatchObject({ ok: false, error: { code: "unavailable" } });
  const silent = courier.deliver(letter);
  await clock.advance(15_000);
  expect(await silent).toMatchObject({ ok: false, error: { code: "unavailable" } });
});
