import { beforeEach, expect, test } from "vitest";
import type { RoomId } from "#protocol/ids.ts";
import { VirtualClock } from "../platform/virtual-clock.ts";
import { ReadMarks } from "./read-marks.ts";

const room = 1 as RoomId;
let clock: VirtualClock;
let told: string[];
let canTell: boolean;
let marks: ReadMarks;

beforeEach(() => {
  clock = new VirtualClock();
  told = [];
  canTell = true;
  marks = new ReadMarks({
    clock,
    tell: async (roomId, upTo) => {
      if (canTell) told.push(`${roomId}:${upTo}`);
      return canTell;
    },
  });
});

test("the first mark goes at once, then, after a pause, the latest", async () => {
  for (let upTo = 1; upTo <= 10; upTo++) marks.mark(room, upTo);
  expect(told).toEqual(["1:1"]);
  await clock.advance(399);
  expect(told).toEqual(["1:1"]);
  await clock.advance(1);
  expect(told).toEqual(["1:1", "1:10"]);
});

test("rooms do not wait for each other", () => {
  marks.mark(room, 1);
  marks.mark(2 as RoomId, 1);
  expect(told).toEqual(["1:1", "2:1"]);
});

test("never goes back", async () => {
  marks.mark(room, 5);
  marks.mark(room, 4);
  await clock.advance(5_000);
  expect(told).toEqual(["1:5"]);
});

test("what could not be told is told when the server is there again", async () => {
  canTell = false;
  marks.mark(room, 5);
  await clock.advance(5_000);
  canTell = true;
  marks.onLive();
  await clock.advance(1_000);
  expect(told).toEqual(["1:5"]);
  marks.onLive();
  await clock.advance(5_000);
  expect(told).toEqual(["1:5"]);
});

test("what was told and did not arrive is told again once the server says how far it knows", async () => {
  marks.mark(room, 5);
  await clock.advance(5_000);
  marks.onServerMark(room, 5);
  marks.onServerMark(room, 3);
  expect(told).toEqual(["1:5", "1:5"]);
});
