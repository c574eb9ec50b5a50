import { expect, test } from "vitest";
import type { UserId } from "#protocol/ids.ts";
import type { Viewer } from "../../src/server/auth/viewer.ts";
import type { Storage } from "../../src/server/storage/storage.ts";
import { openRival } from "../support/postgres-rival.ts";
import { databases, openBench } from "./databases.ts";

const [, postgres] = databases;

interface Attempt {
  readonly storage: Storage;
  readonly viewer: Viewer;
  /** By its slug, which goes through any lane. */
  readonly room: string;
  readonly bob: UserId;
  readonly cyd: UserId;
}

const changes: Readonly<Record<string, (attempt: Attempt) => Promise<unknown>>> = {
  addMembers: ({ storage, viewer, room, cyd }) => storage.addMembers({ viewer, room, userIds: [cyd] }),
  removeMember: ({ storage, viewer, room, bob }) => storage.removeMember({ viewer, room, userId: bob }),
  changeRoom: ({ storage, viewer, room }) => storage.changeRoom({ viewer, room, changes: { topic: "mine" } }),
};

test.each(Object.entries(changes))("%s asks for the rights of the moment in which it acts", async (_, change) => {
  await using bench = await openBench(postgres);
  await using rival = await openRival(bench.place.databaseUrl);
  const { user: ann, viewer } = await bench.person("ann");
  const { user: bob } = await bench.person("bob");
  const { user: cyd } = await bench.person("cyd");
  const { id, slug } = await bench.room(viewer, { kind: "private" });
  await bench.storage.addMembers({ viewer, room: slug, userIds: [bob.id] });
  const noticesBefore = bench.notices.length;
  await rival.hold(`select id from rooms where id = ${id} for update`);
  const changed = change({ storage: bench.storage, viewer, room: slug, bob: bob.id, cyd: cyd.id });
  const outcome = changed.catch((error: unknown) => error);
  await rival.untilSomebodyWaits();
  await rival.release(`update members set left_at = 1 where room_id = ${id} and user_id = ${ann.id}`);
  expect(await outcome).toMatchObject({ code: "not_found" });
  expect(bench.notices.slice(noticesBefore)).toEqual([]);
});

test("markRead never moves down, also when another device was faster", async () => {
  await using bench = await openBench(postgres);
  await using rival = await openRival(bench.place.databaseUrl);
  const { viewer, user } = await bench.person("ann");
  const { id } = await bench.room(viewer);
  for (const body of ["one", "two", "three"]) await bench.send(viewer, id, body);
  const place = `room_id = ${id} and user_id = ${user.id}`;
  await rival.hold(`select role from members where ${place} for update`);
  const marked = bench.storage.markRead({ viewer, room: String(id), upTo: 1 });
  await rival.untilSomebodyWaits();
  await rival.release(`update members set read_n = 3 where ${place}`);
  expect(await marked).toMatchObject({ readN: 3 });
  const room = await bench.storage.getRoom({ viewer, room: String(id) });
  expect(room.membership?.readN).toBe(3);
});
