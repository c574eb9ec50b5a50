import { expect, test } from "vitest";
import { openCountedRoom } from "../support/count-rows.ts";

const messages = 40;

async function countPerMessage(members: number, bodies: readonly string[]): Promise<number> {
  await using room = await openCountedRoom(members);
  const before = await room.countRows();
  await room.send(bodies);
  return ((await room.countRows()) - before) / bodies.length;
}

test("a message writes two rows, however many read it: itself and its room's counter", async () => {
  const bodies = Array.from({ length: messages }, (_, i) => `message ${i}`);
  const counts = [];
  for (const members of [10, 1_000, 10_000]) counts.push(await countPerMessage(members, bodies));
  expect(counts).toEqual([2, 2, 2]);
});

test("of messages of which one in ten mentions somebody, at most two rows beside the counter are written each", async () => {
  const bodies = Array.from({ length: messages }, (_, i) => (i % 10 === 0 ? "@member7, look" : "nobody in particular"));
  const counts = [];
  for (const members of [10, 10_000]) counts.push(await countPerMessage(members, bodies));
  // The mention's own row, and the number of the log of the one who is told.
  expect(counts).toEqual([2.2, 2.2]);
});

test("a message to everybody writes no row for anybody", async () => {
  expect(await countPerMessage(30, ["@room, hello"])).toBe(2);
});
