import { beforeEach, describe, expect, test } from "vitest";
import { closeCodes } from "#protocol/close-codes.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import type { ConnectionState } from "../store/contract.ts";
import { VirtualClock } from "../platform/virtual-clock.ts";
import { Connection } from "./connection.ts";
import { createFakeLinks, type FakeLink } from "./fake-links.ts";

let clock: VirtualClock;
let opened: FakeLink[];
let states: ConnectionState[];
let frames: ServerFrame[];
let connection: Connection;

beforeEach(() => {
  clock = new VirtualClock();
  const fake = createFakeLinks();
  opened = fake.opened;
  states = [];
  frames = [];
  connection = new Connection({
    clock,
    openers: fake.openers,
    reading: () => ({ own: undefined, rooms: new Map() }),
    onState: (state) => states.push(state),
    onRestart: () => {},
    onFrame: (frame) => frames.push(frame),
  });
  connection.restart();
});

const newest = (): FakeLink => opened.at(-1) as FakeLink;
const transports = (): string[] => opened.map(({ transport }) => transport);
const state = (): ConnectionState => states.at(-1) as ConnectionState;

async function beLiveFor(ms: number): Promise<void> {
  newest().welcome();
  for (let lived = 0; lived < ms; lived += 5_000) {
    await clock.advance(Math.min(5_000, ms - lived));
    newest().host.onHeard();
  }
}

describe("falling back", () => {
  test("is live over WebSocket once it was welcomed, and not before", () => {
    expect(state()).toEqual({ kind: "connecting" });
    expect(connection.link).toBeUndefined();
    newest().welcome();
    expect(state()).toEqual({ kind: "live", transport: "websocket" });
    expect(frames.map(({ t }) => t)).toEqual(["welcome"]);
  });

  test("a WebSocket that cannot open leads to SSE, that to polling, that to a wait and to WebSocket again", async () => {
    newest().host.onEnd({});
    newest().host.onEnd({});
    expect(transports()).toEqual(["websocket", "sse", "poll"]);
    newest().host.onEnd({});
    expect(state().kind).toBe("waiting");
    await clock.advance(2_000);
    expect(transports()).toEqual(["websocket", "sse", "poll", "websocket"]);
  });

  test("a WebSocket that opens but says nothing is given up after five seconds", async () => {
    await clock.advance(4_999);
    expect(transports()).toEqual(["websocket"]);
    await clock.advance(1);
    expect(transports()).toEqual(["websocket", "sse"]);
    expect(opened[0]?.isClosed).toBe(true);
  });

  test("a WebSocket that dies young twice is left for SSE", async () => {
    await beLiveFor(1_000);
    newest().host.onEnd({});
    await clock.advance(4_000);
    await beLiveFor(1_000);
    newest().host.onEnd({});
    expect(transports()).toEqual(["websocket", "websocket", "sse"]);
  });

  test("a WebSocket that lived long is tried again, twice, before anything else", async () => {
    await beLiveFor(20_000);
    newest().host.onEnd({});
    await clock.advance(1_000);
    newest().host.onEnd({});
    expect(transports()).toEqual(["websocket", "websocket"]);
    await clock.advance(2_000);
    newest().host.onEnd({});
    expect(transports()).toEqual(["websocket", "websocket", "websocket", "sse"]);
  });

  test("waits grow, with jitter, to half a minute at most", async () => {
    const waits: number[] = [];
    for (let round = 0; round < 9; round++) {
      for (const _ of ["websocket", "sse", "poll"]) newest().host.onEnd({});
      const waiting = state();
      const wait = waiting.kind === "waiting" ? waiting.retryAtMs - clock.now() : 0;
      waits.push(wait);
      await clock.advance(wait);
    }
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000);
    expect(Math.max(...waits.slice(-3))).toBeGreaterThan(7_500);
    expect(new Set(waits).size).toBe(waits.length);
  });
});

describe("climbing back", () => {
  let sse: FakeLink;

  beforeEach(() => {
    newest().host.onEnd({});
    newest().welcome();
    sse = newest();
  });

  /** Lets time pass on a healthy stream until something is opened. @returns the seconds it took */
  async function untilOpened(): Promise<number> {
    const before = opened.length;
    for (let seconds = 1; seconds < 1_000; seconds++) {
      await clock.advance(1_000);
      sse.host.onHeard();
      if (opened.length > before) return seconds;
    }
    return Infinity;
  }

  test("looks for a WebSocket in the background and moves to it only once it is welcomed", async () => {
    await untilOpened();
    expect(transports()).toEqual(["websocket", "sse", "websocket"]);
    expect(state()).toEqual({ kind: "live", transport: "sse" });
    expect(sse.isClosed).toBe(false);
    newest().welcome();
    expect(state()).toEqual({ kind: "live", transport: "websocket" });
    expect(sse.isClosed).toBe(true);
    expect(connection.link?.transport).toBe("websocket");
  });

  test("a look that fails changes nothing and is repeated later and later", async () => {
    const pauses: number[] = [];
    for (let looks = 0; looks < 5; looks++) {
      pauses.push(await untilOpened());
      newest().host.onEnd({});
    }
    expect(states.at(-1)).toEqual({ kind: "live", transport: "sse" });
    expect(pauses[0]).toBeLessThanOrEqual(38);
    expect(pauses[4]).toBeGreaterThan(300);
    expect(pauses[4]).toBeLessThanOrEqual(751);
  });

  test("frames of the link that was left are not heard any more", async () => {
    await untilOpened();
    newest().welcome();
    frames.length = 0;
    sse.host.onFrame({ t: "pong" });
    sse.host.onEnd({});
    expect(frames).toEqual([]);
    expect(state()).toEqual({ kind: "live", transport: "websocket" });
  });

  test("a stream that dies while a look is under way takes the look with it", async () => {
    await untilOpened();
    sse.host.onEnd({});
    expect(newest().isClosed).toBe(true);
    expect(state().kind).toBe("waiting");
  });
});

describe("the server's word", () => {
  test.each([
    ["sessionEnded", "session"],
    ["badVersion", "version"],
    ["badFrame", "version"],
  ] as const)("%s ends it for good", async (name, reason) => {
    newest().welcome();
    newest().host.onEnd({ code: closeCodes[name].code });
    expect(state()).toEqual({ kind: "ended", reason });
    connection.wake();
    await clock.advance(3_600_000);
    expect(opened).toHaveLength(1);
    connection.restart();
    expect(opened).toHaveLength(2);
  });

  test("a restart brings us back exactly when the server says", async () => {
    newest().welcome();
    newest().host.onEnd({ code: closeCodes.draining.code, delayMs: 2_345 });
    expect(state()).toEqual({ kind: "waiting", retryAtMs: clock.now() + 2_345 });
    await clock.advance(2_344);
    expect(opened).toHaveLength(1);
    await clock.advance(1);
    expect(transports()).toEqual(["websocket", "websocket"]);
  });

  test("a reader that was too slow comes back over the same transport, however often", async () => {
    for (let times = 0; times < 5; times++) {
      newest().welcome();
      newest().host.onEnd({ code: closeCodes.slow.code });
      await clock.advance(8_000);
    }
    expect(new Set(transports())).toEqual(new Set(["websocket"]));
  });

  test("the close frame of a stream counts like the close code of a socket", () => {
    newest().welcome();
    newest().host.onFrame({ t: "close", code: closeCodes.sessionEnded.code, reason: "" });
    expect(state()).toEqual({ kind: "ended", reason: "session" });
  });

  test("a refusal with 401 ends the session", () => {
    newest().host.onEnd({});
    newest().host.onEnd({ error: { code: "unauthenticated", message: "" } });
    expect(state()).toEqual({ kind: "ended", reason: "session" });
  });

  test("a page that is too old for the server stops", () => {
    newest().welcome({ v: 99 });
    expect(state()).toEqual({ kind: "ended", reason: "version" });
  });
});

describe("silence", () => {
  test("asks after twenty quiet seconds and gives up ten seconds later", async () => {
    newest().welcome();
    await clock.advance(20_000);
    expect(newest().sent).toEqual([{ t: "ping" }]);
    await clock.advance(9_999);
    expect(state().kind).toBe("live");
    await clock.advance(1);
    expect(state().kind).toBe("waiting");
    expect(opened[0]?.isClosed).toBe(true);
  });

  test("an answer keeps it alive", async () => {
    newest().welcome();
    for (let seconds = 0; seconds < 600; seconds++) {
      const asked = newest().sent.length;
      await clock.advance(1_000);
      if (newest().sent.length > asked) newest().host.onHeard();
    }
    expect(newest().sent.length).toBeGreaterThan(20);
    expect(state()).toEqual({ kind: "live", transport: "websocket" });
  });

  test("a stream without heartbeats for a minute is dead", async () => {
    newest().host.onEnd({});
    newest().welcome();
    await clock.advance(60_002);
    expect(state().kind).toBe("waiting");
  });
});

describe("waking up", () => {
  test("tries at once what it would have tried later", () => {
    for (const _ of ["websocket", "sse", "poll"]) newest().host.onEnd({});
    expect(state().kind).toBe("waiting");
    connection.wake();
    expect(transports()).toEqual(["websocket", "sse", "poll", "websocket"]);
  });

  test("a link that was quiet for too long while the lid was closed is replaced at once", async () => {
    newest().welcome();
    clock.skip(3_600_000);
    connection.wake();
    expect(transports()).toEqual(["websocket", "websocket"]);
    expect(opened[0]?.isClosed).toBe(true);
  });

  test("asks a live socket for a sign of life, and does not wait long for it", async () => {
    newest().welcome();
    await clock.advance(1_000);
    connection.wake();
    expect(newest().sent).toEqual([{ t: "ping" }]);
    await clock.advance(4_000);
    expect(state().kind).toBe("waiting");
  });
});

test("stopping closes everything and starts nothing", async () => {
  newest().welcome();
  connection.stop();
  expect(newest().isClosed).toBe(true);
  await clock.advance(600_000);
  expect(opened).toHaveLength(1);
});
