import { expect, test } from "vitest";
import type { UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { automatic, type ChosenPresence, type PresenceState, type PresenceView } from "#protocol/presence.ts";
import { createLog } from "../log.ts";
import { readConfig } from "../config.ts";
import { VirtualClock } from "../../web/platform/virtual-clock.ts";
import { createPresence } from "./create-presence.ts";
import type { Seat } from "./presence.ts";

const [ana, bo, cy] = [1, 2, 3] as [UserId, UserId, UserId];
const log = createLog(readConfig({ LOG_LEVEL: "silent" }));

/** A moment of the installation in which everybody shares a room but those whom `strangers` names. */
function openRegistry() {
  const clock = new VirtualClock();
  const strangers = new Set<string>();
  const storage = {
    listAcquainted: async ({ userId, userIds }: { userId: UserId; userIds: readonly UserId[] }) =>
      userIds.filter((id) => !strangers.has(`${userId} ${id}`) && !strangers.has(`${id} ${userId}`)),
  };
  const presence = createPresence({ clock, log, storage } as never);
  function arrive(userId: UserId, { chosen = automatic, isActive = true, seq = 0 } = {}) {
    const frames: { readonly atMs: number; readonly users: readonly PresenceView[] }[] = [];
    const tell = (users: readonly PresenceView[]) => void frames.push({ atMs: clock.now(), users });
    const seat: Seat = presence.join({ userId, chosen, seq, isActive, tell });
    const told = () => frames.map(({ users }) => users.map(({ id, state }) => `${id} ${state}`).join(", "));
    const views = () => frames.flatMap(({ users }) => users);
    return { seat, frames, told, views, state: (id: UserId) => views().findLast((view) => view.id === id)?.state };
  }
  let seq = 1;
  function choose(userId: UserId, state: ChosenPresence["state"], until: number | null = null): void {
    const preferences = { keywords: [], quietHours: null, pausedUntil: null, sound: true, presence: { state, until } };
    presence.onNotice({ to: "user", userId, seq: ++seq, event: { type: "preferences", preferences } });
  }
  return { clock, strangers, presence, arrive, choose };
}

const aMoment = limits.presenceIntervalMs + 250;

test("PRES-1: a watcher gets a snapshot at once, then changes", async () => {
  const { clock, arrive } = openRegistry();
  const anaHere = arrive(ana);
  const watcher = arrive(bo);
  await watcher.seat.watch([ana, cy]);
  expect(watcher.told()).toEqual(["1 online, 3 offline"]);
  anaHere.seat.setActive(false);
  await clock.advance(aMoment);
  expect(watcher.told().slice(1)).toEqual(["1 away"]);
});

test("PRES-2: changes come together, at least a second apart, and what ended as it was is not told", async () => {
  const { clock, arrive } = openRegistry();
  const seats = [arrive(ana), arrive(cy)];
  const watcher = arrive(bo);
  await watcher.seat.watch([ana, cy]);
  for (let step = 0; step < 100; step++) {
    for (const { seat } of seats) seat.setActive(step % 20 < 10);
    await clock.advance(100);
  }
  const times = watcher.frames.slice(1).map(({ atMs }) => atMs);
  expect(times.length).toBeGreaterThan(4);
  const pauses = times.slice(1).map((time, at) => time - (times[at] ?? 0));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(limits.presenceIntervalMs);
  await clock.advance(aMoment);
  const before = watcher.frames.length;
  seats[0]?.seat.setActive(true);
  seats[0]?.seat.setActive(false);
  await clock.advance(aMoment);
  expect(watcher.frames.length).toBe(before);
});

test("PRES-2: versions of one person rise", async () => {
  const { clock, arrive, choose } = openRegistry();
  const anaHere = arrive(ana);
  const watcher = arrive(bo);
  await watcher.seat.watch([ana]);
  for (const state of ["away", "invisible", "dnd", "online"] as const) {
    choose(ana, state);
    await clock.advance(aMoment);
  }
  anaHere.seat.leave();
  await clock.advance(limits.presenceGraceMs + aMoment);
  expect(watcher.views().map(({ state }) => state)).toEqual(["online", "away", "offline", "dnd", "online", "offline"]);
  const versions = watcher.views().map(({ v }) => v);
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  expect(new Set(versions).size).toBe(versions.length);
});

test("PRES-3: who leaves counts as there for the grace, and coming back is no news", async () => {
  const { clock, arrive } = openRegistry();
  const anaHere = arrive(ana);
  const watcher = arrive(bo);
  await watcher.seat.watch([ana]);
  anaHere.seat.leave();
  await clock.advance(limits.presenceGraceMs - 1);
  const again = arrive(ana);
  await clock.advance(limits.presenceGraceMs * 2);
  expect(watcher.told()).toEqual(["1 online"]);
  again.seat.leave();
  await clock.advance(limits.presenceGraceMs + aMoment);
  expect(watcher.told().at(-1)).toBe("1 offline");
});

test("PRES-3: somebody with two devices is away when both are idle", async () => {
  const { clock, arrive } = openRegistry();
  const [phone, desk] = [arrive(ana), arrive(ana, { isActive: false })];
  const watcher = arrive(bo);
  await watcher.seat.watch([ana]);
  expect(watcher.state(ana)).toBe("online");
  phone.seat.setActive(false);
  await clock.advance(aMoment);
  expect(watcher.state(ana)).toBe("away");
  desk.seat.setActive(true);
  await clock.advance(aMoment);
  phone.seat.leave();
  await clock.advance(aMoment);
  expect(watcher.state(ana)).toBe("online");
});

test("PRES-4: invisible is offline to others, and true to oneself; nothing tells when they came", async () => {
  const { clock, arrive, choose } = openRegistry();
  const watcher = arrive(bo);
  await watcher.seat.watch([ana]);
  await clock.advance(60_000);
  const anaHere = arrive(ana, { chosen: { state: "invisible", until: null }, seq: 1 });
  const cameAt = clock.now();
  await anaHere.seat.watch([ana]);
  await clock.advance(60_000);
  anaHere.seat.setActive(false);
  anaHere.seat.setActive(true);
  await clock.advance(60_000);
  expect(anaHere.told()).toEqual(["1 invisible"]);
  expect(watcher.told()).toEqual(["1 offline"]);
  const late = arrive(cy);
  await late.seat.watch([ana]);
  expect(late.views()[0]?.v).toBeGreaterThanOrEqual(cameAt + 120_000);
  choose(ana, "online");
  await clock.advance(aMoment);
  expect(watcher.told()).toEqual(["1 offline", "1 online"]);
});

test("PRES-4: a choice holds until its moment", async () => {
  const { clock, arrive, choose } = openRegistry();
  arrive(ana);
  const watcher = arrive(bo);
  await watcher.seat.watch([ana]);
  choose(ana, "dnd", clock.now() + 3_600_000);
  await clock.advance(3_599_000);
  expect(watcher.state(ana)).toBe("dnd");
  await clock.advance(1_000 + aMoment);
  expect(watcher.state(ana)).toBe("online");
});

test("PRES-4: an older choice does not undo a newer one", async () => {
  const { clock, arrive, choose } = openRegistry();
  arrive(ana, { seq: 0 });
  choose(ana, "invisible");
  arrive(ana, { chosen: automatic, seq: 1 });
  const watcher = arrive(bo);
  await watcher.seat.watch([ana]);
  await clock.advance(aMoment);
  expect(watcher.told()).toEqual(["1 offline"]);
});

test("PRES-5, A5: strangers are passed over in silence", async () => {
  const { clock, strangers, arrive } = openRegistry();
  strangers.add(`${bo} ${ana}`);
  const watcher = arrive(bo);
  await watcher.seat.watch([ana]);
  const anaHere = arrive(ana);
  anaHere.seat.setActive(false);
  anaHere.seat.leave();
  await clock.advance(limits.presenceGraceMs * 2);
  expect(watcher.frames).toEqual([]);
});

test("PRES-5, A2: who leaves the last room they share sees nothing more, and is seen no more", async () => {
  const { clock, strangers, presence, arrive } = openRegistry();
  const [anaHere, boHere] = [arrive(ana), arrive(bo)];
  await anaHere.seat.watch([bo, cy]);
  await boHere.seat.watch([ana]);
  strangers.add(`${bo} ${ana}`);
  presence.onNotice({ to: "user", userId: bo, seq: 1, event: { type: "left", roomId: 7 as never } });
  await clock.advance(0);
  const [byAna, byBo] = [anaHere.frames.length, boHere.frames.length];
  expect([anaHere.state(bo), boHere.state(ana)]).toEqual(["offline", "offline"]);
  anaHere.seat.setActive(false);
  boHere.seat.setActive(false);
  await clock.advance(aMoment);
  expect([anaHere.frames.length, boHere.frames.length]).toEqual([byAna, byBo]);
  arrive(cy);
  await clock.advance(aMoment);
  expect(anaHere.state(cy)).toBe("online");
});

test("PRES-1: a new set replaces the old one, and tells only of whom it adds", async () => {
  const { clock, arrive } = openRegistry();
  const [anaHere, cyHere] = [arrive(ana), arrive(cy)];
  const watcher = arrive(bo);
  await watcher.seat.watch([ana]);
  await watcher.seat.watch([cy]);
  expect(watcher.told()).toEqual(["1 online", "3 online"]);
  anaHere.seat.setActive(false);
  cyHere.seat.setActive(false);
  await clock.advance(aMoment);
  expect(watcher.told().slice(2)).toEqual(["3 away"]);
});

test("PRES-6: what the reader knows is not told again", async () => {
  const { arrive } = openRegistry();
  arrive(ana);
  const watcher = arrive(bo);
  const known = new Map<UserId, PresenceState>([
    [ana, "online"],
    [cy, "away"],
  ]);
  await watcher.seat.watch([ana, cy], known);
  expect(watcher.told()).toEqual(["3 offline"]);
});
