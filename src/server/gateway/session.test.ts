import { pino } from "pino";
import { expect, test } from "vitest";
import type { Epoch, RoomId, UserId } from "#protocol/ids.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import { guest } from "../auth/viewer.ts";
import { systemClock } from "../clock.ts";
import { createPresence } from "../presence/create-presence.ts";
import type { LogPage, Session as Login, Storage } from "../storage/storage.ts";
import { Hub } from "./hub.ts";
import { LiveSession } from "./session.ts";
import type { Sink } from "./sink.ts";

const epoch = "now" as Epoch;
const roomId = 7 as RoomId;

/** A session over a log that stands at 5; `sent` is what its reader was told. */
function openSession(
  readLog: () => Promise<LogPage> = async () => ({ events: [], head: 5, isLevel: true, readAfter: 0 }),
  login?: Login,
) {
  const sent: ServerFrame[] = [];
  const context = {
    clock: systemClock,
    log: pino({ level: "silent" }),
    storage: { epoch, readLog } as unknown as Storage,
  };
  const hub = new Hub(context);
  let cursorAtEnd: ReadonlyMap<RoomId, number> | undefined;
  const sink: Sink = {
    sendBatch: ({ texts }) => sent.push(...texts.map((text) => JSON.parse(text) as ServerFrame)),
    sendIfSwift: () => {},
    send: (frame) => sent.push(frame),
    drained: async () => {},
    end: () => {
      cursorAtEnd = session.cursor().rooms;
    },
  };
  const presence = createPresence(context);
  const session = new LiveSession({ context, hub, presence, viewer: guest, login, sink });
  return { session, sent, cursorAtEnd: () => cursorAtEnd };
}

test("SSE-1: what is written last still names the place up to which everything was sent", async () => {
  const { session, cursorAtEnd } = openSession();
  await session.subscribe(roomId)?.settled;
  session.end("draining");
  expect(cursorAtEnd()).toEqual(new Map([[roomId, 5]]));
});

test("LOG-6: a room that was reset is no longer followed, and no cursor names its old place", async () => {
  const { session, sent } = openSession();
  await session.subscribe(roomId, { epoch: "before" as Epoch, seq: 3 })?.settled;
  expect(sent).toEqual([{ t: "reset", roomId, reason: "epoch_changed" }]);
  expect(session.cursor().rooms).toEqual(new Map());
});

test("AUTH-4: a login that ran out takes its connection along", () => {
  const user = { id: 1 as UserId, username: "ann", displayName: "Ann", role: "member" } as const;
  const { session } = openSession(undefined, { tokenHash: "hash", user, expiresAt: 1_000, seenAt: 0 });
  session.endWithLogin(999);
  expect(session.isOver).toBe(false);
  session.endWithLogin(1_000);
  expect(session.isOver).toBe(true);
});

test("one connection reads few pages at once, however often it subscribes", async () => {
  let reading = 0;
  let readingMax = 0;
  const { session } = openSession(async () => {
    readingMax = Math.max(readingMax, (reading += 1));
    await new Promise((resolve) => setImmediate(resolve));
    reading -= 1;
    return { events: [], head: 5, isLevel: true, readAfter: 0 };
  });
  for (let i = 0; i < 1_000; i++) session.subscribe((1 + (i % 50)) as RoomId);
  for (let id = 1; id <= 50; id++) await session.subscribe(id as RoomId)?.settled;
  expect(readingMax).toBeLessThanOrEqual(4);
});
