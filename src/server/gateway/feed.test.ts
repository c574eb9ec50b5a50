import { assert, property, integer, array, uniqueArray } from "fast-check";
import { expect, test } from "vitest";
import type { RoomId, UserId } from "#protocol/ids.ts";
import type { NumberedEvent } from "#protocol/room-event.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import type { Clock } from "../clock.ts";
import { Feed, type Follower } from "./feed.ts";

const roomId = 1 as RoomId;
const ann = 1 as UserId;
const bob = 2 as UserId;

/** Only its number matters to a feed. */
function message(seq: number): NumberedEvent {
  return { seq, event: { type: "message", message: { seq } } } as unknown as NumberedEvent;
}

function leaving(seq: number, id: UserId): NumberedEvent {
  const member = { user: { id }, leftAt: "2026-01-01T00:00:00.000Z", rev: seq };
  return { seq, event: { type: "member", member, memberCount: 1 } } as unknown as NumberedEvent;
}

/** A feed over a log, whose time passes only when told to. */
function openFeed(log: readonly NumberedEvent[]) {
  const due = new Set<() => void>();
  const clock: Clock = {
    now: () => 0,
    random: () => 0,
    schedule(callback) {
      due.add(callback);
      return { cancel: () => due.delete(callback) };
    },
  };
  const head = log.at(-1)?.seq ?? 0;
  const readLog = async (since: number) => {
    return { events: log.filter(({ seq }) => seq > since), head, isLevel: true, readAfter: 0 };
  };
  const feed = new Feed({
    roomId,
    clock,
    readLog,
    onFailure(error) {
      throw error;
    },
  });
  return {
    feed,
    async passTime() {
      for (const callback of due) {
        due.delete(callback);
        callback();
      }
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

interface Told extends Follower {
  readonly seqs: number[];
  isRechecked: boolean;
}

function makeFollower(userId: UserId | undefined): Told {
  const told: Told = {
    userId,
    seq: 0,
    readAfter: 0,
    seqs: [],
    isRechecked: false,
    deliver({ texts }) {
      for (const text of texts) {
        const frame = JSON.parse(text) as ServerFrame;
        if (frame.t === "event") told.seqs.push(frame.seq);
      }
    },
    pass() {},
    recheck() {
      told.isRechecked = true;
    },
  };
  return told;
}

function follow(feed: Feed, userId: UserId | undefined): Told {
  const follower = makeFollower(userId);
  feed.expect(follower);
  feed.startAt(0);
  expect(feed.follow(follower)).toBe(true);
  return follower;
}

test("whatever order the bus brings, and however often, a follower is told each number once and in order", () => {
  const log = Array.from({ length: 12 }, (_, index) => message(index + 1));
  assert(
    property(
      uniqueArray(integer({ min: 0, max: 11 }), { minLength: 12, maxLength: 12 }),
      array(integer({ min: 0, max: 11 })),
      (order, again) => {
        const { feed } = openFeed(log);
        const follower = follow(feed, ann);
        for (const index of [...again, ...order]) feed.append(log.slice(index, index + 1));
        expect(follower.seqs).toEqual(log.map(({ seq }) => seq));
      },
    ),
  );
});

test("what the bus lost is read from the log, as soon as a later number shows the gap", async () => {
  const log = [1, 2, 3, 4].map(message);
  const { feed, passTime } = openFeed(log);
  const follower = follow(feed, ann);
  feed.append(log.slice(3));
  expect(follower.seqs).toEqual([]);
  await passTime();
  expect(follower.seqs).toEqual([1, 2, 3, 4]);
});

test("SUB-2: whoever leaves is told of it last, also when the bus lost their leaving", async () => {
  for (const brought of [
    [0, 1, 2],
    [0, 2],
  ]) {
    const log = [message(1), leaving(2, bob), message(3)];
    const { feed, passTime } = openFeed(log);
    const [stays, leaves] = [follow(feed, ann), follow(feed, bob)];
    for (const index of brought) feed.append(log.slice(index, index + 1));
    await passTime();
    expect(stays).toMatchObject({ seqs: [1, 2, 3], isRechecked: false });
    expect(leaves).toMatchObject({ seqs: [1, 2], isRechecked: true });
  }
});

test("SUB-2: a change of a room asks only those for their rights whom it may have shut out", () => {
  const changed = (seq: number, room: object) => ({ seq, event: { type: "room", room } }) as unknown as NumberedEvent;
  const { feed } = openFeed([]);
  const [member, visitor] = [follow(feed, ann), follow(feed, undefined)];
  feed.append([changed(1, { kind: "public", readableBy: "everyone" })]);
  expect([member.isRechecked, visitor.isRechecked]).toEqual([false, false]);
  feed.append([changed(2, { kind: "public", readableBy: "members" })]);
  expect([member.isRechecked, visitor.isRechecked]).toEqual([false, true]);
  feed.append([changed(3, { kind: "private", readableBy: "members" })]);
  expect([member.isRechecked, visitor.isRechecked]).toEqual([true, true]);
});

test("who lacks what memory does not hold, or what concerns their rights, reads the log instead", () => {
  const { feed } = openFeed([]);
  feed.startAt(10);
  feed.append([leaving(11, bob), message(12)]);
  const at = (seq: number, userId: UserId) => Object.assign(makeFollower(userId), { seq });
  expect(feed.follow(at(9, ann))).toBe(false);
  expect(feed.follow(at(10, bob))).toBe(false);
  const follower = at(10, ann);
  expect(feed.follow(follower)).toBe(true);
  expect(follower.seqs).toEqual([11, 12]);
});
