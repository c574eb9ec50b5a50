import { describe, expect, test } from "vitest";
import type { NumberedEvent } from "#protocol/room-event.ts";
import { applyEvent, type RoomState } from "#protocol/room-state.ts";
import { guest, theServer } from "../../src/server/auth/viewer.ts";
import type { LogPage } from "../../src/server/storage/storage.ts";
import { type Bench, databases, openBench } from "./databases.ts";

type Room = Awaited<ReturnType<Bench["room"]>>;

async function readAll(read: (since: number) => Promise<LogPage>, since = 0): Promise<NumberedEvent[]> {
  const events: NumberedEvent[] = [];
  for (let page: LogPage | undefined; !page?.isLevel;) {
    page = await read(events.at(-1)?.seq ?? since);
    events.push(...page.events);
  }
  return events;
}

function emptyState(bench: Bench, room: Room): RoomState {
  const { epoch } = bench.storage;
  return { roomId: room.id, epoch, seq: 0, room: undefined, messages: [], hasMore: false, members: new Map() };
}

/** Everything that can happen in a room, a few times over. */
async function liveThrough(bench: Bench, room: Room): Promise<void> {
  const { storage } = bench;
  const owner = await bench.person(`owner-of-${room.id}`);
  for (let round = 0; round < 4; round++) {
    const { user, viewer } = await bench.person(`person-${room.id}-${round}`);
    await storage.addMembers({ viewer, room: room.slug, userIds: [user.id] });
    const sent = await Promise.all(Array.from({ length: 7 }, (_, i) => bench.send(viewer, room.id, `${round}.${i}`)));
    const [first, second] = sent;
    if (first) await storage.editMessage({ viewer, messageId: first.message.id, body: "edited" });
    if (second) await storage.deleteMessage({ viewer, messageId: second.message.id });
    if (round % 2) await storage.removeMember({ viewer, room: room.slug, userId: user.id });
  }
  await storage.getUser({ userId: owner.user.id });
}

describe.each(databases)("the log of a room on $kind", (database) => {
  test("ends every reader in the state of one that heard every event live", async () => {
    await using bench = await openBench(database);
    const { viewer } = await bench.person("ann");
    const room = await bench.room(viewer);
    await liveThrough(bench, room);
    await bench.storage.changeRoom({ viewer, room: room.slug, changes: { name: "Renamed", topic: "News" } });
    const live = bench.notices
      .flatMap((notice) => (notice.to === "room" && notice.roomId === room.id ? [notice] : []))
      .toSorted((a, b) => a.seq - b.seq);
    expect(live.map(({ seq }) => seq)).toEqual(live.map((_, i) => i + 2));
    const heard = live.reduce<RoomState>(applyEvent, emptyState(bench, room));
    for (const limit of [1, 2, 3, 500]) {
      const read = (since: number) => bench.storage.readLog({ viewer, roomId: room.id, since, limit });
      for (const leftAfter of [0, 1, 5, 17, live.length]) {
        const before = live.slice(0, leftAfter).reduce<RoomState>(applyEvent, emptyState(bench, room));
        const missed = await readAll(read, before.seq);
        const after = missed.reduce<RoomState>(applyEvent, before);
        expect(after.messages).toEqual(heard.messages);
        expect(after.members).toEqual(heard.members);
        expect(after.seq).toBe(heard.seq);
        expect(after.room).toEqual(heard.room);
      }
    }
  });

  test("has its head in its last row: counter = newest change", async () => {
    await using bench = await openBench(database);
    const { viewer } = await bench.person("ann");
    const room = await bench.room(viewer);
    await liveThrough(bench, room);
    const page = await bench.storage.readLog({ viewer, roomId: room.id, since: 0, limit: 500 });
    expect(page).toMatchObject({ isLevel: true, head: page.events.at(-1)?.seq });
    const now = await bench.storage.getRoom({ viewer, room: room.slug });
    expect(now.seq).toBe(page.head);
    expect(await bench.storage.readLog({ viewer, roomId: room.id, since: page.head, limit: 500 })).toEqual({
      events: [],
      head: page.head,
      isLevel: true,
      readAfter: 0,
    });
  });

  test("is read by those only who may read the room", async () => {
    await using bench = await openBench(database);
    const ann = await bench.person("ann");
    const bob = await bench.person("bob");
    const read = (viewer: typeof ann.viewer, roomId: Room["id"]) =>
      bench.storage.readLog({ viewer, roomId, since: 0, limit: 10 }).then(
        () => "read",
        (error: { code: string }) => error.code,
      );
    const hidden = await bench.room(ann.viewer, { kind: "private" });
    const open = await bench.room(ann.viewer, { readableBy: "everyone" });
    const closed = await bench.room(ann.viewer);
    const viewers = [ann.viewer, bob.viewer, guest, theServer];
    const verdicts = async (roomId: Room["id"]) => Promise.all(viewers.map((viewer) => read(viewer, roomId)));
    expect(await verdicts(hidden.id)).toEqual(["read", "not_found", "not_found", "read"]);
    expect(await verdicts(open.id)).toEqual(["read", "read", "read", "read"]);
    expect(await verdicts(closed.id)).toEqual(["read", "read", "not_found", "read"]);
  });
});
