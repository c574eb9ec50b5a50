import type { RoomId } from "#protocol/ids.ts";
import type { RoomState } from "#protocol/room-state.ts";
import { changes, createRoomChanger } from "../support/change-room.ts";
import { LiveClient } from "../support/live-client.ts";
import { type Transport, transports } from "../support/live-transports.ts";
import { loadHistory, loadRoom } from "../support/load-room.ts";
import { makeRoom } from "../support/make-rooms.ts";
import { type Person, registerPeople } from "../support/people.ts";
import { seededRandom, seedFor } from "../support/seeded-random.ts";
import { type ParleyProcess, startParleyProcess } from "../support/start-parley-process.ts";
import { checkManners, checkState } from "./check-run.ts";
import type { ProofOptions } from "./prove-kills.ts";

/** A reader who was level once, and has been away from a room while so many changes happened. */
export interface Absence {
  readonly size: number;
  readonly roomId: RoomId;
  /** What the reader held when it went. */
  readonly held: RoomState;
}

export interface Absences extends AsyncDisposable {
  readonly parley: ParleyProcess;
  readonly reader: Person;
  find(size: number): Absence;
}

export interface Return {
  readonly faults: readonly string[];
  readonly resets: number;
  /** Numbers that the room's log had moved on. */
  readonly happened: number;
}

/** Rooms with more messages than a page shows, all seen by one reader who then goes away from each. */
export async function makeAbsences(sizes: readonly number[], { mutant }: ProofOptions = {}): Promise<Absences> {
  const parley = await startParleyProcess({ mutant });
  const [reader, ...people] = await registerPeople(parley.url, 41);
  if (!reader) throw new Error("nobody came");
  const visitors = await registerPeople(parley.url, sizes.length);
  const absences = await Promise.all(
    sizes.map((size, index) => makeAbsence(size, { reader, people, visitor: visitors[index] ?? reader })),
  );
  return {
    parley,
    reader,
    find(size) {
      const found = absences.find((absence) => absence.size === size);
      if (!found) throw new Error(`no absence of ${size}`);
      return found;
    },
    [Symbol.asyncDispose]: () => parley[Symbol.asyncDispose](),
  };
}

interface Crowd {
  readonly reader: Person;
  readonly people: readonly Person[];
  readonly visitor: Person;
}

/** Longer absences than the limits of people's rates allow are left empty, for others to fill. */
const liveMaxChanges = 1_000;

async function makeAbsence(size: number, { reader, people, visitor }: Crowd): Promise<Absence> {
  const random = seededRandom(seedFor("absence")).fork(size);
  const owner = people[size % people.length] ?? reader;
  const writers = [owner, ...people.filter((person) => person !== owner)] as const;
  const roomId = await makeRoom([...writers, reader]);
  const changer = createRoomChanger({ roomId, people: writers, visitor, random });
  for (let index = 0; index < 30; index++) await changer.make("send");
  await changer.make("join");
  const held = await loadRoom(reader, roomId);
  const count = size <= liveMaxChanges ? size : 0;
  for (let index = 0; index < count; index++) await changer.make(random.chance(0.5) ? "send" : random.pick(changes));
  return { size, roomId, held };
}

/** Comes back over one transport, with nothing but what the reader held. */
export async function comeBack(absences: Absences, size: number, transport: Transport): Promise<Return> {
  const { roomId, held } = absences.find(size);
  const caller = absences.reader.at(absences.parley.url);
  await using client = new LiveClient({ caller, transport, rooms: [held] });
  client.connect();
  await client.untilLevel();
  const fresh = await loadRoom(caller, roomId);
  const faults = [
    ...checkManners(client),
    ...checkState(client.state(roomId), fresh, await loadHistory(caller, roomId)),
  ];
  return { faults, resets: client.counts.resets, happened: fresh.seq - held.seq };
}

/** All of them, over all transports. */
export async function proveAbsences(sizes: readonly number[], options: ProofOptions = {}): Promise<string[]> {
  await using absences = await makeAbsences(sizes, options);
  const faults: string[] = [];
  for (const transport of transports) {
    for (const size of sizes) {
      const returned = await comeBack(absences, size, transport);
      faults.push(...returned.faults.map((fault) => `after ${size} over ${transport}: ${fault}`));
    }
  }
  return faults;
}
