import { expect, test } from "vitest";
import { createLane } from "./lane.ts";

test("runs so many at once, the others in their order, and refuses what exceeds the queue", async () => {
  const lane = createLane({ width: 2, maxQueued: 3 });
  const started: number[] = [];
  const gates = Array.from({ length: 6 }, () => Promise.withResolvers<void>());
  const runs = gates.map(({ promise }, index) =>
    lane.run(async () => {
      started.push(index);
      await promise;
      return index;
    }),
  );
  await expect(runs[5]).rejects.toMatchObject({ code: "rate_limited", details: { retryAfterMs: 1_000 } });
  expect(started).toEqual([0, 1]);
  for (const index of [1, 0, 2, 4, 3]) gates[index]?.resolve();
  expect(await Promise.all(runs.slice(0, 5))).toEqual([0, 1, 2, 3, 4]);
  expect(started).toEqual([0, 1, 2, 3, 4]);
});

test("a job that fails makes room like any other", async () => {
  const lane = createLane({ width: 1, maxQueued: 1 });
  const failing = lane.run(() => Promise.reject(new Error("broken")));
  const waiting = lane.run(() => Promise.resolve("done"));
  await expect(failing).rejects.toThrow("broken");
  expect(await waiting).toBe("done");
  expect(await lane.run(() => Promise.resolve("again"))).toBe("again");
});
