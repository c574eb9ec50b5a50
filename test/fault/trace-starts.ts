import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import { eventually } from "../support/eventually.ts";
import { LiveClient } from "../support/live-client.ts";
import { makeCrowd } from "../support/make-rooms.ts";
import type { Person } from "../support/people.ts";
import { startParleyProcess } from "../support/start-parley-process.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";
import { checkFlushOrder, type FlushOrder, straceInto } from "./check-flush-order.ts";
import { sendByHttp } from "./run-writer.ts";

interface Traced {
  readonly dataDir: string;
  readonly folder: string;
  readonly mutant?: string | undefined;
}

/** One start of the server under strace: somebody sends, always waiting for the answer, by socket and HTTP in turn. */
async function traceStart(
  { dataDir, folder, mutant }: Traced,
  count: number,
  end: NodeJS.Signals,
): Promise<FlushOrder> {
  const trace = join(folder, `trace-${performance.now()}`);
  await using parley = await startParleyProcess({ dataDir, mutant, wrapper: straceInto(trace) });
  for (let sent = 0; sent < count; sent += 100) {
    // One after the other: whoever else wrote meanwhile would leave unflushed writes of their own.
    const { people, roomIds } = await makeCrowd(parley.url, { people: 1, rooms: 1 });
    await sendInTurn(people[0], roomIds[0], Math.min(100, count - sent));
  }
  await parley.kill(end);
  const read = () => readFileSync(trace, "utf8");
  const lastLine = new RegExp(`^${parley.pid} +\\+\\+\\+ `, "m");
  await eventually(() => lastLine.test(read()), { what: "the trace to end" });
  // Accounts and rooms are acknowledged with 201 too; every one of those must be durable as well.
  return checkFlushOrder(read());
}

async function sendInTurn(person: Person, roomId: RoomId, count: number): Promise<void> {
  await using client = await LiveClient.open({ caller: person, transport: "socket", rooms: [roomId] });
  await client.untilLevel();
  for (let index = 0; index < count; index++) {
    const text = { roomId, clientId: `${person.username}-${index}` as ClientId, body: `Number ${index}` };
    await (index % 2 === 0 ? client.send(text) : sendByHttp(person, text));
  }
}

/** Three starts on the same data, ended in two ways. */
export async function traceStarts(count: number, mutant?: string): Promise<FlushOrder[]> {
  using folder = makeTemporaryFolder("parley-strace");
  const traced = { dataDir: join(folder.path, "data"), folder: folder.path, mutant };
  const reports: FlushOrder[] = [];
  for (const end of ["SIGTERM", "SIGKILL", "SIGTERM"] as const) reports.push(await traceStart(traced, count, end));
  return reports;
}
