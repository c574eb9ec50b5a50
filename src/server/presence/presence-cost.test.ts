import { afterEach, expect, test, vi } from "vitest";
import type { UserId } from "#protocol/ids.ts";
import { automatic } from "#protocol/presence.ts";
import { VirtualClock } from "../../web/platform/virtual-clock.ts";
import { createPresence } from "./create-presence.ts";
import type { Seat } from "./presence.ts";

afterEach(() => vi.restoreAllMocks());

const seenAtOnce = 50;
const actions = 40;

/** Everybody is online and looks at the fifty next to them, as a screen shows them. */
async function gatherCrowd(size: number) {
  const clock = new VirtualClock();
  const storage = { listAcquainted: async ({ userIds }: { userIds: readonly UserId[] }) => [...userIds] };
  const presence = createPresence({ clock, storage } as never);
  const frames = { count: 0 };
  const tell = () => void frames.count++;
  const seats: Seat[] = [];
  for (let id = 1; id <= size; id++) {
    seats.push(presence.join({ userId: id as UserId, chosen: automatic, seq: 0, isActive: true, tell }));
  }
  const around = (at: number) =>
    Array.from({ length: seenAtOnce }, (_, step) => (((at + step + 1) % size) + 1) as UserId);
  for (const [at, seat] of seats.entries()) await seat.watch(around(at));
  await clock.advance(2_000);
  frames.count = 0;
  return { clock, seats, frames, around };
}

type Method = (this: unknown, ...input: unknown[]) => unknown;

/** Counts every touch of a set or map, each step of a walk over a set included. */
function countTouches(): { count: number } {
  const touches = { count: 0 };
  for (const prototype of [Set.prototype, Map.prototype] as unknown as Record<string, Method>[]) {
    for (const name of ["add", "set", "get", "has", "delete"]) {
      const method = prototype[name];
      if (!method) continue;
      vi.spyOn(prototype, name).mockImplementation(function count(this: unknown, ...input) {
        touches.count++;
        return method.apply(this, input);
      });
    }
  }
  const walk = Set.prototype[Symbol.iterator];
  vi.spyOn(Set.prototype, Symbol.iterator).mockImplementation(function* count(this: Set<unknown>) {
    for (const each of { [Symbol.iterator]: () => walk.call(this) }) {
      touches.count++;
      yield each;
    }
    return undefined;
  } as typeof walk);
  return touches;
}

/** Work of an ordinary mix: going idle, coming back, looking elsewhere. */
async function measure(size: number): Promise<number> {
  const { clock, seats, frames, around } = await gatherCrowd(size);
  const touches = countTouches();
  for (let action = 0; action < actions; action++) {
    const at = (action * 7) % size;
    seats[at]?.setActive(false);
    await clock.advance(1_500);
    seats[at]?.setActive(true);
    await seats[at]?.watch(around(at + 3));
    await clock.advance(1_500);
  }
  vi.restoreAllMocks();
  return (touches.count + frames.count) / actions;
}

test("PRES-7: the work of one person's action does not grow with the crowd", async () => {
  const sizes = [100, 400, 3_200];
  const work: number[] = [];
  for (const size of sizes) work.push(await measure(size));
  const [few = 0, , many = 0] = work;
  const exponent = Math.log(many / few) / Math.log(3_200 / 100);
  expect(few).toBeGreaterThan(100);
  expect(exponent, `units per action: ${work.join(", ")}`).toBeLessThanOrEqual(0.1);
});
