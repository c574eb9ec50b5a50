import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { RoomState } from "#protocol/room-state.ts";
import { viewerOf } from "../../src/server/auth/viewer.ts";
import { systemClock } from "../../src/server/clock.ts";
import { openStorage } from "../../src/server/storage/open.ts";
import { changes, createRoomChanger, type RoomChanger } from "../support/change-room.ts";
import { LiveClient } from "../support/live-client.ts";
import { type Transport, transports } from "../support/live-transports.ts";
import { loadHistory, loadRoom } from "../support/load-room.ts";
import { makeRoom } from "../support/make-rooms.ts";
import { type Person, registerPeople } from "../support/people.ts";
import { type SeededRandom, seededRandom, seedFor } from "../support/seeded-random.ts";
import { type ParleyProcess, startParleyProcess } from "../support/start-parley.ts";
import { checkState } from "./check-run.ts";

/** On both sides of every page, buffer and limit that a catch-up could trip over. */
const sizes = [0, 1, 24, 25, 26, 39, 40, 41, 127, 128, 129, 255, 256, 257, 499, 500, 501, 1_000];
/** Only messages, written straight into the log while the server is down. */
const longSizes = [limits.catchUpMaxEvents, limits.catchUpMaxEvents + 1];

interface Absence {
  readonly size: number;
  readonly roomId: RoomId;
  /** What the reader held when it went. */
  readonly held: RoomState;
}

let parley: ParleyProcess;
let reader: Person;
let absences: Absence[];

beforeAll(async () => {
  parley = await startParleyProcess();
  const [first, ...people] = await registerPeople(parley.url, 41);
  if (!first) throw new Error("nobody came");
  reader = first;
  const all = [...sizes, ...longSizes];
  const visitors = await registerPeople(parley.url, all.length);
  absences = await Promise.all(all.map((size, index) => makeAbsence(size, people, visitors[index] ?? first)));
}, 120_000);

afterAll(() => parley[Symbol.asyncDispose]());

/** The reader sees a room with more messages than a page shows, and goes; then so much happens. */
async function makeAbsence(size: number, people: readonly Person[], visitor: Person): Promise<Absence> {
  const random = seededRandom(seedFor("absence")).fork(size);
  const owner = people[size % people.length] ?? reader;
  const writers = [owner, ...people.filter((person) => person !== owner)] as const;
  const roomId = await makeRoom([...writers, reader]);
  const changer = createRoomChanger({ roomId, people: writers, visitor, random });
  for (let index = 0; index < 30; index++) await changer.make("send");
  const held = await loadRoom(reader, roomId);
  if (!longSizes.includes(size)) await makeChanges(changer, size, random);
  return { size, roomId, held };
}

async function makeChanges(changer: RoomChanger, count: number, random: SeededRandom): Promise<void> {
  for (let index = 0; index < count; index++) {
    await changer.make(random.chance(0.5) ? "send" : random.pick(changes));
  }
}

/** Faster than any client could: through the storage itself. */
async function writeLongAbsences(): Promise<void> {
  const storage = await openStorage({
    dataDir: parley.dataDir,
    databaseUrl: undefined,
    clock: systemClock,
    onCommit: () => {},
    onFatal: (error) => {
      throw error;
    },
  });
  const author = viewerOf(reader.user);
  for (const { roomId, size } of absences.filter((absence) => longSizes.includes(absence.size))) {
    const messages = Array.from({ length: size }, (_, index) =>
      storage.sendMessage({ roomId, author, clientId: `long-${size}-${index}` as ClientId, body: `Number ${index}` }),
    );
    await Promise.all(messages);
  }
  await storage.close();
}

interface Return {
  readonly faults: readonly string[];
  readonly resets: number;
  readonly happened: number;
}

/** Comes back over one transport, with nothing but what it held. */
async function comeBack({ roomId, held }: Absence, transport: Transport): Promise<Return> {
  const caller = reader.at(parley.url);
  await using client = new LiveClient({ caller, transport, rooms: [held] });
  client.connect();
  await client.untilLevel();
  const fresh = await loadRoom(caller, roomId);
  const faults = [...client.faults, ...checkState(client.state(roomId), fresh, await loadHistory(caller, roomId))];
  return { faults, resets: client.counts.resets, happened: fresh.seq - held.seq };
}

const find = (size: number) => absences.find((absence) => absence.size === size) as Absence;
const caughtUp = (size: number) => ({ faults: [], resets: 0, happened: size });

describe.each(transports)("coming back over %s ends in what a fresh client loads", (transport) => {
  test.each(sizes)("after %i changes, from a server that saw them", async (size) => {
    expect(await comeBack(find(size), transport)).toEqual(caughtUp(size));
  });
});

describe("after a restart, and far longer absences", () => {
  beforeAll(async () => {
    await parley.kill("SIGTERM");
    await writeLongAbsences();
    await parley.restart();
  }, 60_000);

  describe.each(transports)("coming back over %s", (transport) => {
    test.each(sizes)("after %i changes", async (size) => {
      expect(await comeBack(find(size), transport)).toEqual(caughtUp(size));
    });

    test("after as many as a catch-up may carry", async () => {
      expect(await comeBack(find(longSizes[0] ?? 0), transport)).toEqual(caughtUp(limits.catchUpMaxEvents));
    });

    test("after one more, told to start afresh", async () => {
      const returned = await comeBack(find(longSizes[1] ?? 0), transport);
      expect(returned).toEqual({ ...caughtUp(limits.catchUpMaxEvents + 1), resets: 1 });
    });
  });
});
