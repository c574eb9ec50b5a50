import { beforeEach, describe, expect, test } from "vitest";
import type { ErrorCode } from "#protocol/errors.ts";
import type { ClientId, RoomId, UserId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import type { Outcome, PendingMessage } from "../store/contract.ts";
import { makeClientId } from "../platform/make-client-id.ts";
import { settle, VirtualClock } from "../platform/virtual-clock.ts";
import type { Letter } from "./courier.ts";
import { makeMessage } from "./fake-room.ts";
import { createTurns, FakeShelf } from "./fake-shelf.ts";
import { Outbox } from "./outbox.ts";

const ana = 7 as UserId;
const room = 1 as RoomId;
const otherRoom = 2 as RoomId;

/** The server: stores by client id, once, and answers as the test wishes. */
class Server {
  readonly stored = new Map<ClientId, Letter>();
  readonly attempts: Letter[] = [];
  /** What to answer to the next deliveries; `lost` stores and never says so. */
  readonly answers: (ErrorCode | "lost")[] = [];
  /** While set, deliveries wait for it. */
  hold: Promise<void> | undefined;

  async take(letter: Letter): Promise<Outcome<Message>> {
    this.attempts.push(letter);
    await this.hold;
    const answer = this.answers.shift();
    if (answer === undefined || answer === "lost") this.stored.set(letter.clientId, letter);
    if (answer === "lost") return { ok: false, error: { code: "unavailable", message: "" } };
    if (answer !== undefined) return { ok: false, error: { code: answer, message: answer } };
    return { ok: true, value: makeMessage({ seq: this.stored.size, body: letter.body }) };
  }

  get bodies(): string[] {
    return [...this.stored.values()].map(({ body }) => body);
  }
}

/** One tab of the browser that `shelf` and `turns` belong to. */
class Tab {
  pending: readonly PendingMessage[] = [];
  isVolatile = false;
  isOnline = true;
  shownSeq = Infinity;
  readonly others: Tab[] = [];
  readonly outbox: Outbox;

  constructor(server: Server, shelf: FakeShelf, turns: ReturnType<typeof createTurns>, clock: VirtualClock) {
    this.outbox = new Outbox({
      clock,
      shelf,
      takeTurns: turns,
      makeClientId,
      canSend: () => this.isOnline,
      deliver: (letter) => server.take(letter),
      isShown: (_, seq) => seq <= this.shownSeq,
      publish: (pending, isVolatile) => {
        this.pending = pending;
        this.isVolatile = isVolatile;
      },
      onShelved: () => {
        for (const other of this.others) void other.outbox.refresh();
      },
    });
  }

  get statuses(): string[] {
    return this.pending.map(({ body, status }) => `${body} ${status}`);
  }
}

let clock: VirtualClock;
let server: Server;
let shelf: FakeShelf;
let turns: ReturnType<typeof createTurns>;
let tab: Tab;

const openTab = async (): Promise<Tab> => {
  const opened = new Tab(server, shelf, turns, clock);
  await opened.outbox.load(ana);
  return opened;
};

beforeEach(async () => {
  clock = new VirtualClock();
  server = new Server();
  shelf = new FakeShelf();
  turns = createTurns();
  tab = await openTab();
});

describe("sending", () => {
  test("shows the message at once, shelves it, sends it, and lets it go when it is acknowledged", async () => {
    const held = Promise.withResolvers<void>();
    server.hold = held.promise;
    tab.outbox.send(room, "hello");
    expect(tab.statuses).toEqual(["hello queued"]);
    await settle();
    expect(tab.statuses).toEqual(["hello sending"]);
    expect(shelf.rows.size).toBe(1);
    held.resolve();
    await settle();
    expect(tab.pending).toEqual([]);
    expect(shelf.rows.size).toBe(0);
    expect(server.bodies).toEqual(["hello"]);
  });

  test("nothing leaves before it is shelved", async () => {
    const shelved = Promise.withResolvers<void>();
    const put = shelf.put.bind(shelf);
    shelf.put = async (row) => {
      await shelved.promise;
      return put(row);
    };
    tab.outbox.send(room, "hello");
    await settle();
    expect(server.attempts).toEqual([]);
    shelved.resolve();
    await settle();
    expect(server.bodies).toEqual(["hello"]);
  });

  test("one at a time and in order within a room, side by side across rooms", async () => {
    const held = Promise.withResolvers<void>();
    server.hold = held.promise;
    tab.outbox.send(room, "1");
    tab.outbox.send(room, "2");
    tab.outbox.send(otherRoom, "a");
    tab.outbox.send(room, "3");
    await settle();
    expect(server.attempts.map(({ body }) => body)).toEqual(["1", "a"]);
    held.resolve();
    await settle();
    expect(server.bodies.filter((body) => body !== "a")).toEqual(["1", "2", "3"]);
  });

  test("stays in sight after the acknowledgement until its room shows it", async () => {
    tab.shownSeq = 0;
    tab.outbox.send(room, "hello");
    await settle();
    expect(tab.statuses).toEqual(["hello sending"]);
    expect(shelf.rows.size).toBe(0);
    tab.shownSeq = 1;
    tab.outbox.onShown();
    expect(tab.pending).toEqual([]);
    await clock.advance(60_000);
    expect(server.attempts).toHaveLength(1);
  });

  test("is let go when it is seen in its room before its acknowledgement", async () => {
    server.answers.push("lost", "unavailable");
    tab.outbox.send(room, "hello");
    await settle();
    tab.outbox.confirm(server.attempts[0]?.clientId as ClientId);
    await settle();
    expect(tab.pending).toEqual([]);
    expect(shelf.rows.size).toBe(0);
    await clock.advance(60_000);
    expect(server.attempts).toHaveLength(1);
  });
});

describe("trouble", () => {
  test("the same message goes again under the same client id, and is stored once", async () => {
    server.answers.push("lost", "internal", "unavailable");
    tab.outbox.send(room, "hello");
    await settle();
    expect(tab.statuses).toEqual(["hello queued"]);
    await clock.advance(120_000);
    expect(server.attempts).toHaveLength(4);
    expect(new Set(server.attempts.map(({ clientId }) => clientId)).size).toBe(1);
    expect(server.bodies).toEqual(["hello"]);
    expect(tab.pending).toEqual([]);
  });

  test("what waits for a better time keeps what was written later waiting too", async () => {
    server.answers.push("rate_limited");
    tab.outbox.send(room, "1");
    tab.outbox.send(room, "2");
    await settle();
    expect(server.bodies).toEqual([]);
    await clock.advance(60_000);
    expect(server.bodies).toEqual(["1", "2"]);
  });

  test("a refusal for good is shown with its reason and stops nobody; retry keeps the client id", async () => {
    server.answers.push("forbidden");
    tab.outbox.send(room, "1");
    tab.outbox.send(room, "2");
    await settle();
    expect(server.bodies).toEqual(["2"]);
    expect(tab.statuses).toEqual(["1 failed"]);
    expect(tab.pending[0]?.error?.code).toBe("forbidden");
    const { clientId } = tab.pending[0] as PendingMessage;
    tab.outbox.retry(clientId);
    await settle();
    expect(server.bodies).toEqual(["2", "1"]);
    expect(server.attempts.at(-1)?.clientId).toBe(clientId);
    expect(tab.pending).toEqual([]);
  });

  test("a message that the server always stumbles over fails in the end", async () => {
    server.answers.push("internal", "internal", "internal", "internal", "internal");
    tab.outbox.send(room, "poison");
    tab.outbox.send(room, "next");
    await clock.advance(300_000);
    expect(tab.statuses).toEqual(["poison failed"]);
    expect(server.bodies).toEqual(["next"]);
  });

  test("a discarded message is gone everywhere", async () => {
    server.answers.push("forbidden");
    tab.outbox.send(room, "1");
    await settle();
    tab.outbox.discard(tab.pending[0]?.clientId as ClientId);
    await settle();
    expect(tab.pending).toEqual([]);
    expect(shelf.rows.size).toBe(0);
  });
});

describe("the tab goes", () => {
  test("what was written offline goes out in order after a restart", async () => {
    tab.isOnline = false;
    for (const body of ["1", "2", "3", "4"]) tab.outbox.send(room, body);
    await settle();
    expect(server.attempts).toEqual([]);
    const ids = tab.pending.map(({ clientId }) => clientId);
    const next = await openTab();
    expect(next.pending.map(({ clientId }) => clientId)).toEqual(ids);
    await settle();
    expect(server.bodies).toEqual(["1", "2", "3", "4"]);
    expect([...server.stored.keys()]).toEqual(ids);
  });

  test("a failed message is still there, with its reason", async () => {
    server.answers.push("not_found");
    tab.outbox.send(room, "hello");
    await settle();
    const next = await openTab();
    expect(next.statuses).toEqual(["hello failed"]);
    expect(next.pending[0]?.error?.code).toBe("not_found");
  });

  test("a message that was sent but not known to be is sent again under its client id", async () => {
    server.answers.push("lost");
    tab.outbox.send(room, "hello");
    await settle();
    const next = await openTab();
    await settle();
    expect(next.pending).toEqual([]);
    expect(server.attempts).toHaveLength(2);
    expect(server.bodies).toEqual(["hello"]);
  });

  test("another person who logs in here neither sees nor sends it", async () => {
    tab.isOnline = false;
    tab.outbox.send(room, "mine");
    await settle();
    tab.isOnline = true;
    await tab.outbox.load(8 as UserId);
    await settle();
    expect(tab.pending).toEqual([]);
    expect(server.attempts).toEqual([]);
    await tab.outbox.load(ana);
    await settle();
    expect(server.bodies).toEqual(["mine"]);
  });
});

describe("several tabs", () => {
  test("write and send together without doubling or overtaking", async () => {
    const second = await openTab();
    tab.others.push(second);
    second.others.push(tab);
    tab.isOnline = false;
    tab.outbox.send(room, "1, first tab");
    await clock.advance(10);
    await settle();
    second.outbox.send(room, "2, second tab");
    await clock.advance(10);
    tab.isOnline = true;
    tab.outbox.wake();
    tab.outbox.send(room, "3, first tab");
    await clock.advance(1_000);
    expect(server.bodies).toEqual(["1, first tab", "2, second tab", "3, first tab"]);
    expect(server.attempts).toHaveLength(3);
    expect([...tab.pending, ...second.pending]).toEqual([]);
  });

  test("a tab whose turn comes late looks whether another tab has sent the message meanwhile", async () => {
    tab.isOnline = false;
    tab.outbox.send(room, "hello");
    await settle();
    const second = await openTab();
    second.isOnline = tab.isOnline = true;
    second.outbox.wake();
    tab.outbox.wake();
    await settle();
    expect(server.attempts).toHaveLength(1);
    expect([...tab.pending, ...second.pending]).toEqual([]);
  });

  test("a message that one tab discards leaves the other", async () => {
    const second = await openTab();
    tab.others.push(second);
    second.others.push(tab);
    server.answers.push("forbidden");
    tab.outbox.send(room, "hello");
    await settle();
    expect(second.statuses).toEqual(["hello failed"]);
    second.outbox.discard(second.pending[0]?.clientId as ClientId);
    await settle();
    expect(tab.pending).toEqual([]);
  });
});

describe("no storage", () => {
  test("sends all the same, and says that closing the tab would lose it", async () => {
    shelf.isFull = true;
    tab.isOnline = false;
    tab.outbox.send(room, "hello");
    await settle();
    expect(tab.isVolatile).toBe(true);
    expect(tab.statuses).toEqual(["hello queued"]);
    tab.isOnline = true;
    tab.outbox.wake();
    await settle();
    expect(server.bodies).toEqual(["hello"]);
    expect(tab.pending).toEqual([]);
  });

  test("says so from the start when nothing can be read", async () => {
    shelf.isFull = true;
    const next = await openTab();
    expect(next.isVolatile).toBe(true);
  });
});
