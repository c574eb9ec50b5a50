import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { encodeCursor } from "#protocol/cursor.ts";
import { viewerOf } from "../../src/server/auth/viewer.ts";
import { LiveClient } from "../support/live-client.ts";
import { transports } from "../support/live-transports.ts";
import { loadRoom } from "../support/load-room.ts";
import { makeRoom } from "../support/make-rooms.ts";
import { type OpenedApp, openApp } from "../support/open-app.ts";
import { type Person, registerPeople } from "../support/people.ts";

const rooms = { long: { count: 600, chars: limits.messageMaxChars }, short: { count: 60, chars: 1_000 } };

let opened: OpenedApp;
let ann: Person;
let longRoom: RoomId;
let shortRooms: RoomId[];

/** Past the limits of people, for whom this would take minutes. */
async function fill(roomId: RoomId, { count, chars }: { count: number; chars: number }): Promise<void> {
  const { storage } = opened.context;
  const author = viewerOf(ann.user);
  const body = "x".repeat(chars);
  const send = () => storage.sendMessage({ roomId, author, body, clientId: randomUUID() as ClientId });
  await Promise.all(Array.from({ length: count }, send));
}

beforeAll(async () => {
  opened = await openApp();
  [ann] = (await registerPeople(opened.url, 1)) as [Person];
  longRoom = await makeRoom([ann]);
  shortRooms = [];
  while (shortRooms.length < 29) shortRooms.push(await makeRoom([ann]));
});
afterAll(() => opened[Symbol.asyncDispose]());

test.each(transports)("over %s, whoever missed more than waits for one reader gets it in one go", async (transport) => {
  const before = await loadRoom(ann, longRoom);
  await fill(longRoom, rooms.long);
  await using client = new LiveClient({ caller: ann, transport, rooms: [before] });
  client.connect();
  await client.untilSeq(longRoom, before.seq + rooms.long.count);
  expect(client.faults).toEqual([]);
  expect(client.counts).toMatchObject({ connections: 1, gaps: 0, doubles: 0 });
});

test.each(["socket", "events"] as const)("over %s, news of many rooms together are not too much", async (transport) => {
  const before = await Promise.all(shortRooms.map((roomId) => loadRoom(ann, roomId)));
  await Promise.all(shortRooms.map((roomId) => fill(roomId, rooms.short)));
  await using client = new LiveClient({ caller: ann, transport, rooms: before });
  client.connect();
  for (const { roomId, seq } of before) await client.untilSeq(roomId, seq + rooms.short.count);
  expect(client.faults).toEqual([]);
  expect(client.counts).toMatchObject({ connections: 1, gaps: 0, doubles: 0 });
});

test("POLL-1: one answer holds no more than waits for any other reader, and the cursor goes on from there", async () => {
  await fill(longRoom, rooms.long);
  const { epoch } = opened.context.storage;
  const cursor = encodeCursor({ epoch, userSeq: 0, rooms: new Map([[longRoom, 1]]) });
  const answer = await ann.call("sync", { query: { rooms: String(longRoom), cursor } });
  expect(JSON.stringify(answer.frames).length).toBeLessThan(1.5 * limits.sendQueueMaxBytes);
  expect(answer.hasMore).toBe(true);
  const last = answer.frames.at(-1);
  expect(answer.cursor).toContain(`~${longRoom}.${last?.t === "event" ? last.seq : 0}`);
});
