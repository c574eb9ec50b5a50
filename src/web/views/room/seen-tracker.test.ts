import { expect, test } from "vitest";
import { VirtualClock } from "../../platform/virtual-clock.ts";
import { SeenTracker, seenAfterMs } from "./seen-tracker.ts";

function open() {
  const clock = new VirtualClock();
  const seen: number[] = [];
  const reader = { isLooking: true };
  const tracker = new SeenTracker({ clock, isLooking: () => reader.isLooking, onSeen: (n) => seen.push(n) });
  return { clock, seen, reader, tracker };
}

test("a message is seen once it was in view for half a second, not before", async () => {
  const { clock, seen, tracker } = open();
  tracker.look(5);
  await clock.advance(seenAfterMs - 1);
  expect(seen).toEqual([]);
  await clock.advance(1);
  expect(seen).toEqual([5]);
});

test("what only flew past is not seen", async () => {
  const { clock, seen, tracker } = open();
  tracker.look(50);
  await clock.advance(200);
  tracker.look(20);
  await clock.advance(seenAfterMs);
  expect(seen).toEqual([20]);
});

test("messages that keep coming are seen all the same, each after its time", async () => {
  const { clock, seen, tracker } = open();
  for (let n = 1; n <= 10; n++) {
    tracker.look(n);
    await clock.advance(100);
  }
  await clock.advance(seenAfterMs);
  expect(seen.at(-1)).toBe(10);
  expect(seen.length).toBeGreaterThan(1);
});

test("nothing is seen on a page that nobody looks at, nor by looking away too soon", async () => {
  const { clock, seen, reader, tracker } = open();
  reader.isLooking = false;
  tracker.look(5);
  await clock.advance(5_000);
  reader.isLooking = true;
  tracker.look(5);
  await clock.advance(200);
  reader.isLooking = false;
  await clock.advance(5_000);
  expect(seen).toEqual([]);
  reader.isLooking = true;
  tracker.look(5);
  await clock.advance(seenAfterMs);
  expect(seen).toEqual([5]);
});
