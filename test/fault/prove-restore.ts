import { copyFileSync } from "node:fs";
import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import { eventually } from "../support/eventually.ts";
import { LiveClient } from "../support/live-client.ts";
import { type Transport, transports } from "../support/live-transports.ts";
import { loadHistory, loadRoom } from "../support/load-room.ts";
import { makeCrowd } from "../support/make-rooms.ts";
import type { Person } from "../support/people.ts";
import { type ParleyProcess, startParleyProcess } from "../support/start-parley-process.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";
import { checkManners, checkState } from "./check-run.ts";
import type { ProofOptions } from "./prove-kills.ts";
import { sendByHttp } from "./run-writer.ts";

/**
 * An older copy of the database comes back under a new epoch while readers hold what came after it; then as many other
 * messages take the same numbers. Every reader must end with these, whatever its numbers say.
 */
export async function proveRestore({ mutant }: ProofOptions = {}): Promise<string[]> {
  using folder = makeTemporaryFolder();
  await using parley = await startParleyProcess({ mutant });
  const { people, roomIds } = await makeCrowd(parley.url, { people: 2, rooms: 1 });
  const [writer] = people;
  const [roomId] = roomIds;
  await write(writer, roomId, "before the copy", 5);
  await copyDatabase(parley, folder.path);
  await write(writer, roomId, "lost with the copy", 10);

  const held = [await loadRoom(writer, roomId)];
  await using clients = new AsyncDisposableStack();
  const open = (transport: Transport) => {
    const reader = clients.use(new LiveClient({ caller: writer, transport, rooms: held }));
    reader.connect();
    return reader;
  };
  const present = transports.map(open);
  await Promise.all(present.map((reader) => reader.untilLevel()));
  await restoreDatabase(parley, folder.path);
  await write(writer, roomId, "after the copy", 20);
  // These were away: they come back when their numbers are no longer in the future.
  const absent = transports.map(open);
  return await checkReaders([...present, ...absent], writer, roomId);
}

async function write(writer: Person, roomId: RoomId, body: string, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const clientId = `${body.replaceAll(" ", "-")}-${index}` as ClientId;
    await sendByHttp(writer, { roomId, clientId, body: `${body} ${index}` });
  }
}

async function copyDatabase(parley: ParleyProcess, folder: string): Promise<void> {
  await parley.kill("SIGTERM");
  copyFileSync(join(parley.dataDir, "parley.db"), join(folder, "copy.db"));
  await parley.restart();
}

async function restoreDatabase(parley: ParleyProcess, folder: string): Promise<void> {
  await parley.kill("SIGTERM");
  const path = join(parley.dataDir, "parley.db");
  copyFileSync(join(folder, "copy.db"), path);
  const file = new SqliteDatabase(path);
  file.prepare("update installation set value = 'restored' where key = 'epoch'").run();
  file.close();
  await parley.restart();
}

async function checkReaders(readers: readonly LiveClient[], writer: Person, roomId: RoomId): Promise<string[]> {
  const fresh = await loadRoom(writer, roomId);
  const history = await loadHistory(writer, roomId);
  const faults: string[] = [];
  for (const [index, reader] of readers.entries()) {
    const isThere = () => reader.isLevel && reader.state(roomId).seq >= fresh.seq;
    await eventually(isThere).catch(() => faults.push(`reader ${index} did not become level`));
    const own = [...checkManners(reader), ...checkState(reader.state(roomId), fresh, history)];
    if (reader.state(roomId).epoch !== fresh.epoch) own.push("still lives in the old epoch");
    faults.push(...own.map((fault) => `${transports[index % transports.length]}: ${fault}`));
  }
  return faults;
}
