import * as fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { ErrorView } from "#protocol/errors.ts";
import type { Epoch, RoomId } from "#protocol/ids.ts";
import type { RoomState } from "#protocol/room-state.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import type { Outcome } from "../store/contract.ts";
import { settle, VirtualClock } from "../platform/virtual-clock.ts";
import { createFakeLinks, type FakeLink } from "./fake-links.ts";
import { FakeRoom } from "./fake-room.ts";
import { FeedClient, type FeedView } from "./feed-client.ts";
import type { LinkHost } from "./link.ts";

const roomId = 1 as RoomId;
const later: ErrorView = { code: "unavailable", message: "" };
const never: ErrorView = { code: "not_found", message: "" };

/** A feed client over one socket-like link whose other end is a room in the test's hands. */
class Bench {
  readonly clock = new VirtualClock();
  readonly room = new FakeRoom();
  readonly shown = new Map<RoomId, FeedView>();
  publications = 0;
  loads = 0;
  link: FakeLink | undefined;
  /** What the server wrote and the client has not read yet. */
  wire: ServerFrame[] = [];
  isFollowed = false;
  loadFresh: () => Promise<Outcome<RoomState>> = async () => ({ ok: true, value: this.room.loadFresh() });
  readonly feeds = new FeedClient({
    clock: this.clock,
    link: () => this.link,
    loadFresh: () => {
      this.loads += 1;
      return this.loadFresh();
    },
    roomOf: () => undefined,
    publish: (views) => {
      this.publications += 1;
      for (const [id, view] of views) this.shown.set(id, view);
    },
  });

  get view(): FeedView {
    return this.shown.get(roomId) as FeedView;
  }

  get bodies(): string[] {
    return this.view.state.messages.map(({ body }) => body);
  }

  connect(): void {
    const { opened, openers } = createFakeLinks();
    openers.websocket({ onReady() {}, onRestart() {}, onFrame() {}, onHeard() {} } as unknown as LinkHost);
    this.link = opened[0] as FakeLink;
    this.wire = [];
    this.isFollowed = false;
    this.feeds.onRestart();
    for (const position of this.feeds.positions.values()) this.#follow(position);
    this.feeds.onFrame({ t: "welcome", v: 1, you: null, epoch: this.room.epoch, seq: 0, rooms: [] });
    this.takeRequests();
  }

  cut(): void {
    this.link = undefined;
    this.wire = [];
  }

  write(frame: ServerFrame | undefined): void {
    if (frame && this.link && this.isFollowed) this.wire.push(frame);
  }

  /** Lets the client read frames, and the server read what the client then asks. */
  read(count = Infinity): void {
    for (const frame of this.wire.splice(0, count)) this.feeds.onFrame(frame);
    this.takeRequests();
  }

  takeRequests(): void {
    for (const { ref } of this.link?.subscribed.splice(0) ?? []) {
      const position = this.feeds.positions.get(roomId);
      if (position) this.#follow(position, ref);
    }
  }

  async settle(): Promise<void> {
    await settle();
    this.takeRequests();
    this.read();
    await this.clock.advance(1_000);
  }

  #follow(position: Parameters<FakeRoom["readFrom"]>[0], ref?: string): void {
    const frames = this.room.readFrom(position, ref);
    this.isFollowed = frames[0]?.t !== "reset";
    this.wire.push(...frames);
  }
}

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
  for (let count = 0; count < 30; count++) bench.room.post();
});

describe("opening", () => {
  test("loads the newest page and follows the log from where that page stands", async () => {
    bench.connect();
    bench.feeds.open(roomId);
    expect(bench.view).toMatchObject({ isLoading: true, error: undefined });
    await settle();
    bench.room.post("between the page and the subscription");
    await bench.settle();
    expect(bench.bodies).toHaveLength(26);
    expect(bench.bodies.at(-1)).toBe("between the page and the subscription");
    expect(bench.view.isLoading).toBe(false);
  });

  test("what a page carried is shown at once and caught up", async () => {
    const known = bench.room.loadFresh();
    bench.room.edit(29);
    bench.room.post("new");
    bench.feeds.open(roomId, known);
    expect(bench.bodies).toHaveLength(25);
    bench.connect();
    await bench.settle();
    expect(bench.loads).toBe(0);
    expect(bench.bodies.slice(-2)).toEqual(["message 30, edited at 31", "new"]);
  });

  test("a page that cannot be had now is asked for again", async () => {
    bench.loadFresh = async () => ({ ok: false, error: later });
    bench.feeds.open(roomId);
    await bench.clock.advance(16);
    expect(bench.view).toMatchObject({ isLoading: true, error: later });
    bench.loadFresh = async () => ({ ok: true, value: bench.room.loadFresh() });
    await bench.clock.advance(2_000);
    expect(bench.bodies).toHaveLength(25);
    expect(bench.view.error).toBeUndefined();
  });

  test("a room that is not ours is not asked for again until it is opened again", async () => {
    bench.loadFresh = async () => ({ ok: false, error: never });
    bench.feeds.open(roomId);
    await bench.clock.advance(16);
    expect(bench.view).toMatchObject({ isLoading: false, error: never });
    await bench.clock.advance(60_000);
    expect(bench.loads).toBe(1);
    bench.feeds.open(roomId);
    expect(bench.loads).toBe(2);
  });
});

describe("following", () => {
  beforeEach(async () => {
    bench.connect();
    bench.feeds.open(roomId);
    await settle();
    await bench.settle();
  });

  test("an event that comes twice is shown once", async () => {
    const event = bench.room.post("once");
    bench.write(event);
    bench.write(event);
    await bench.settle();
    expect(bench.bodies.filter((body) => body === "once")).toHaveLength(1);
  });

  test("a gap is read from the log, and nothing is shown out of order meanwhile", async () => {
    bench.room.post("lost on the way");
    bench.write(bench.room.post("after it"));
    bench.read(1);
    expect(bench.view.state.messages.at(-1)?.body).toBe("message 30");
    bench.write(bench.room.post("and more"));
    await bench.settle();
    expect(bench.bodies.slice(-3)).toEqual(["lost on the way", "after it", "and more"]);
    expect(bench.loads).toBe(1);
  });

  test("a level that was on its way before the log was asked for again does not count", async () => {
    bench.room.post("lost on the way");
    const event = bench.room.post("after it");
    bench.write(event);
    bench.write({ t: "level", roomId, seq: event.seq });
    await bench.settle();
    await bench.settle();
    expect(bench.bodies.slice(-2)).toEqual(["lost on the way", "after it"]);
  });

  test("numbers that later changes replaced are no gap", async () => {
    bench.cut();
    bench.room.post("new");
    for (let times = 0; times < 5; times++) bench.room.edit(30);
    bench.connect();
    await bench.settle();
    expect(bench.bodies.at(-1)).toContain("edited at 36");
    expect(bench.loads).toBe(1);
  });

  test("a reader that is told to start afresh keeps showing what it had until it has the new", async () => {
    bench.feeds.onFrame({ t: "reset", roomId, reason: "too_far_behind" });
    expect(bench.view).toMatchObject({ isLoading: true });
    expect(bench.bodies).toHaveLength(25);
    await bench.settle();
    expect(bench.loads).toBe(2);
    expect(bench.view.isLoading).toBe(false);
  });

  test("another epoch starts every room afresh", async () => {
    bench.room.epoch = "e2" as Epoch;
    bench.room.messages.pop();
    bench.cut();
    bench.connect();
    await bench.settle();
    await bench.settle();
    expect(bench.view.state).toEqual(bench.room.loadFresh());
  });

  test("a log that has a hole is not believed", async () => {
    bench.cut();
    bench.room.post("swallowed");
    const last = bench.room.post("last");
    bench.connect();
    bench.wire = [last, { t: "level", roomId, seq: last.seq }];
    await bench.settle();
    await bench.settle();
    expect(bench.loads).toBe(2);
    expect(bench.bodies.slice(-2)).toEqual(["swallowed", "last"]);
  });

  test("an event that cannot be applied does not stop the room", async () => {
    bench.room.seq += 1;
    const event = { type: "message", message: null } as never;
    bench.write({ t: "event", roomId, seq: bench.room.seq, event });
    bench.write(bench.room.post("goes on"));
    await bench.settle();
    expect(bench.bodies.at(-1)).toBe("goes on");
    expect(bench.loads).toBe(1);
  });

  test("a room that is refused keeps nothing", () => {
    bench.feeds.onFrame({ t: "error", roomId, code: "not_found", message: "" });
    expect(bench.view.state.messages).toEqual([]);
    expect(bench.view.error?.code).toBe("not_found");
    expect(bench.feeds.positions.size).toBe(0);
  });

  test("an error that answers somebody else's frame is not for the room", () => {
    bench.feeds.onFrame({ t: "error", roomId, ref: "a-client-id", code: "forbidden", message: "" });
    expect(bench.view.error).toBeUndefined();
  });

  test("a burst is shown in few steps, the first at once", async () => {
    const before = bench.publications;
    for (let count = 0; count < 500; count++) bench.write(bench.room.post());
    bench.read(1);
    expect(bench.publications).toBe(before + 1);
    bench.read();
    await bench.clock.advance(16);
    expect(bench.publications).toBe(before + 2);
    expect(bench.bodies).toHaveLength(525);
  });

  test("a page of history goes before the window, unless it is out of date", async () => {
    const { messages, position } = { messages: bench.room.messages.slice(0, 5), position: bench.room.position };
    const page = { messages, hasMore: false, position };
    bench.write(bench.room.edit(3));
    await bench.settle();
    expect(bench.feeds.prepend(roomId, 6, page)).toBe(false);
    const again = { messages: bench.room.messages.slice(0, 5), hasMore: false, position: bench.room.position };
    expect(bench.feeds.prepend(roomId, 1, again)).toBe(false);
    expect(bench.feeds.prepend(roomId, 6, again)).toBe(true);
    await bench.settle();
    expect(bench.view.state.messages).toEqual(bench.room.messages);
    expect(bench.view.state.hasMore).toBe(false);
  });

  test("a trimmed window stays gapless", async () => {
    bench.feeds.trim(roomId, 10);
    bench.write(bench.room.edit(2));
    bench.write(bench.room.post("new"));
    await bench.settle();
    expect(bench.view.state.messages).toEqual(bench.room.messages.slice(-11));
    expect(bench.view.state.hasMore).toBe(true);
  });
});

type Step = "post" | "edit" | "lose" | "read" | "readAll" | "cut" | "connect" | "reopen" | "restore" | "settle";
const steps: Step[] = [
  "post",
  "post",
  "edit",
  "lose",
  "read",
  "readAll",
  "cut",
  "connect",
  "reopen",
  "restore",
  "settle",
];

test("whatever happens to the links, a reader ends with what a fresh one would load", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...steps), { minLength: 5, maxLength: 60 }), async (history) => {
      const run = new Bench();
      run.room.post("first");
      run.feeds.open(roomId);
      await settle();
      for (const step of history) await take(run, step);
      run.connect();
      for (let rounds = 0; rounds < 4; rounds++) await run.settle();
      const { messages, seq, epoch } = run.view.state;
      const fresh = run.room.loadFresh(Math.max(1, messages.length));
      expect({ messages, seq, epoch }).toEqual({ messages: fresh.messages, seq: fresh.seq, epoch: fresh.epoch });
      expect(run.view).toMatchObject({ isLoading: false, error: undefined });
    }),
    { numRuns: 300, seed: 20_261_120 },
  );
});

async function take(run: Bench, step: Step): Promise<void> {
  switch (step) {
    case "post":
      return run.write(run.room.post());
    case "edit":
      return run.write(run.room.edit(run.room.messages.length >> 1));
    case "lose":
      run.room.post("lost on the way");
      return undefined;
    case "read":
      return run.read(1);
    case "readAll":
      return run.read();
    case "cut":
      return run.cut();
    case "connect":
      return run.connect();
    case "reopen":
      run.feeds.close(roomId);
      return run.feeds.open(roomId);
    case "restore":
      run.room.epoch = `${run.room.epoch}x` as Epoch;
      run.room.messages.splice(-1, 1);
      run.isFollowed = false;
      return run.cut();
    case "settle":
    default:
      return run.settle();
  }
}
