import { join } from "node:path";
import type { RoomId } from "#protocol/ids.ts";
import { eventually } from "../support/eventually.ts";
import { LiveClient } from "../support/live-client.ts";
import { type Transport, transports } from "../support/live-transports.ts";
import { loadHistory, loadRoom } from "../support/load-room.ts";
import { type Crowd, makeCrowd } from "../support/make-rooms.ts";
import type { Person } from "../support/people.ts";
import { type SeededRandom, seededRandom, seedFor } from "../support/seeded-random.ts";
import { type ParleyProcess, startParleyProcess } from "../support/start-parley-process.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";
import { checkDatabase } from "./check-database.ts";
import { checkJournal, checkReader, checkSeen, type Histories } from "./check-run.ts";
import { type FaultProxy, noFaults, startFaultProxy } from "./fault-proxy.ts";
import { type Journal, openJournal } from "./journal.ts";
import { runWriter } from "./run-writer.ts";

export interface StormOptions {
  readonly name: string;
  readonly mutant?: string | undefined;
  /** SQLite when there is none. */
  readonly databaseUrl?: string | undefined;
  readonly writers: number;
  readonly readers: number;
  readonly rooms: number;
  /** Does the harm; the writers write until it resolves. */
  readonly harm: (storm: Storm) => Promise<void>;
}

export interface Storm {
  readonly parley: ParleyProcess;
  readonly proxy: FaultProxy;
  readonly random: SeededRandom;
  readonly journal: Journal;
  readonly readers: readonly LiveClient[];
  readonly crowd: Crowd;
}

export interface StormReport {
  readonly seed: number;
  /** Every broken promise; empty is what a proof wants. */
  readonly faults: readonly string[];
  readonly acked: number;
  readonly seen: number;
  readonly connections: number;
}

/** People write and read through a proxy while harm is done; then all is quiet, and every promise is checked. */
export async function runStorm(options: StormOptions): Promise<StormReport> {
  const seed = seedFor(options.name);
  const random = seededRandom(seed);
  using folder = makeTemporaryFolder(`parley-${options.name}`);
  using journal = openJournal(join(folder.path, "journal.jsonl"));
  await using parley = await startParleyProcess({
    dataDir: join(folder.path, "data"),
    mutant: options.mutant,
    env: options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl },
  });
  await using proxy = await startFaultProxy(parley.port);
  const crowd = await makeCrowd(parley.url, { people: options.writers + options.readers, rooms: options.rooms });
  await using clients = new AsyncDisposableStack();
  const readers = await openReaders(options, { proxy, journal, random, crowd, clients });
  const storm = { parley, proxy, random, journal, readers, crowd };
  await writeThroughHarm(options, storm);

  const faults = await checkQuiet(storm, options.mutant ? 1_500 : 15_000);
  await clients.disposeAsync();
  const exit = await parley.kill("SIGTERM");
  if (exit !== 0) faults.push(`ended with ${exit} on SIGTERM`);
  if (options.databaseUrl === undefined) faults.push(...checkDatabase(parley.dataDir));
  const connections = readers.reduce((sum, { counts }) => sum + counts.connections, 0);
  return { seed, faults, acked: journal.acked.length, seen: journal.seen.length, connections };
}

type ReaderParts = Omit<Storm, "parley" | "readers"> & { readonly clients: AsyncDisposableStack };

/** One kind of transport each, and every fourth reader another one at each connection. */
async function openReaders(
  { writers, readers }: StormOptions,
  { proxy, journal, random, crowd, clients }: ReaderParts,
): Promise<LiveClient[]> {
  const opened: LiveClient[] = [];
  for (const [index, person] of crowd.people.slice(writers, writers + readers).entries()) {
    const own = random.fork(`reader ${index}`);
    const fixed = transports[index % 4];
    const transport: () => Transport = () => fixed ?? own.pick(transports);
    const client = await openClient(person, proxy.url, crowd.roomIds, {
      transport,
      random: own,
      onEvent: (roomId, { seq, event }) => journal.see({ reader: index, roomId, seq, type: event.type }),
    });
    clients.use(client);
    opened.push(client);
  }
  return opened;
}

type ClientParts = Pick<ConstructorParameters<typeof LiveClient>[0], "transport" | "onEvent"> & {
  readonly random: SeededRandom;
};

function openClient(
  person: Person,
  url: string,
  rooms: readonly RoomId[],
  { random, ...parts }: ClientParts,
): Promise<LiveClient> {
  return LiveClient.open({
    caller: person.at(url),
    rooms,
    silentAfterMs: 1_000,
    reconnectDelayMs: () => random.between(1, 30),
    ...parts,
  });
}

async function writeThroughHarm({ writers, harm }: StormOptions, storm: Storm): Promise<void> {
  const { crowd, proxy, random, journal } = storm;
  const { roomIds } = crowd;
  await using clients = new AsyncDisposableStack();
  const prepared = await Promise.all(
    crowd.people.slice(0, writers).map(async (person, writer) => {
      const own = random.fork(`writer ${writer}`);
      const client = await openClient(person, proxy.url, roomIds, { transport: "socket", random: own });
      return { writer, person: person.at(proxy.url), client: clients.use(client), journal, random: own, roomIds };
    }),
  );
  let isOver = false;
  const writing = prepared.map((parts) => runWriter({ ...parts, goesOn: () => !isOver }));
  try {
    await Promise.race([harm(storm), Promise.all(writing)]);
  } finally {
    isOver = true;
    proxy.setPlan(noFaults);
    proxy.cutAll();
  }
  await Promise.all(writing);
}

async function checkQuiet({ crowd, readers, journal }: Storm, levelWithinMs: number): Promise<string[]> {
  const [witness] = crowd.people;
  const histories: Histories = new Map(
    await Promise.all(crowd.roomIds.map(async (roomId) => [roomId, await loadHistory(witness, roomId)] as const)),
  );
  const faults = checkJournal(journal, histories);
  for (const [index, reader] of readers.entries()) {
    for (const roomId of crowd.roomIds) {
      const fresh = await loadRoom(witness, roomId);
      await eventually(() => reader.isLevel && reader.state(roomId).seq >= fresh.seq, {
        withinMs: levelWithinMs,
      }).catch(() => faults.push(`reader ${index} did not become level`));
      faults.push(...checkReader(reader, fresh, histories.get(roomId) ?? []), ...checkSeen(journal, index, roomId));
    }
    // An acknowledged or delivered number that a restart took back shows as a position in the future.
    if (reader.counts.resets > 0) faults.push(`reader ${index} was reset ${reader.counts.resets} times`);
  }
  return faults;
}
