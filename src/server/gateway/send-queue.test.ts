import { Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import { createSendQueue } from "./send-queue.ts";

/** A reader who takes in what it is given only when told to. */
function makeReader() {
  const taken: Buffer[] = [];
  let takeNext: (() => void) | undefined;
  const stream = new Writable({
    highWaterMark: 16,
    write(chunk: Buffer, _encoding, done) {
      takeNext = () => {
        takeNext = undefined;
        taken.push(chunk);
        done();
      };
    },
  });
  const takeOne = () => {
    const take = takeNext;
    take?.();
    return take !== undefined;
  };
  let overflows = 0;
  const queue = createSendQueue({ stream, onOverflow: () => (overflows += 1) });
  return {
    queue,
    overflows: () => overflows,
    text: () => Buffer.concat(taken).toString(),
    async takeAll() {
      do await setImmediate();
      while (takeOne());
    },
  };
}

test("what is pushed in one turn is written together, in its order", async () => {
  const reader = makeReader();
  for (const word of ["a", "b", "c"]) reader.queue.push(Buffer.from(word));
  await reader.takeAll();
  expect(reader.text()).toBe("abc");
});

test("SUB-4: who takes everything in is not slow, however much comes at once", async () => {
  const reader = makeReader();
  reader.queue.push(Buffer.alloc(limits.sendQueueMaxBytes + 1, "x"));
  await reader.takeAll();
  reader.queue.push(Buffer.from("next"));
  await reader.takeAll();
  expect(reader.overflows()).toBe(0);
  expect(reader.text().slice(-5)).toBe("xnext");
});

test("SUB-4: more than the limit does not wait for a reader", () => {
  const reader = makeReader();
  reader.queue.push(Buffer.alloc(limits.sendQueueMaxBytes + 1));
  reader.queue.push(Buffer.from("too much"));
  reader.queue.push(Buffer.from("gone already"));
  expect(reader.overflows()).toBe(1);
});

test("drained waits until the reader has taken in what was sent, and for nobody who is gone", async () => {
  const reader = makeReader();
  reader.queue.push(Buffer.alloc(100));
  let isDrained = false;
  const drained = reader.queue.drained().then(() => (isDrained = true));
  await setImmediate();
  expect(isDrained).toBe(false);
  await reader.takeAll();
  await drained;
  reader.queue.push(Buffer.alloc(100));
  const waiting = reader.queue.drained();
  reader.queue.close();
  await waiting;
});
