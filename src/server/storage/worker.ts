import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { Kysely } from "kysely";
import type { Epoch, RoomId } from "#protocol/ids.ts";
import type { Database } from "./dialect.ts";
import { createLane, type Lane } from "./lane.ts";
import { migrate } from "./migrate.ts";
import { operationModes } from "./operation-modes.ts";
import type { Call, FromWorker, ToWorker, WorkerOptions } from "./rpc.ts";
import type { Tables } from "./tables.ts";

/** A storage thread: opens the database, then carries out calls in lanes. */

const options = workerData as WorkerOptions;
const port = parentPort;
if (!port) throw new Error("this file is a worker's");

const tell = (message: FromWorker): void => port.postMessage(message);

const lanes: Record<"read" | "write", Lane[]> = { read: [], write: [] };
let db: Kysely<Tables> | undefined;
let nextLane = 0;

/** What names a room goes through the room's own lane, and so in the order in which it was asked for. */
function laneOf({ name, input }: Call): Lane | undefined {
  const choices = lanes[operationModes[name]];
  const { roomId, room } = (input ?? {}) as { roomId?: RoomId; room?: string };
  const spread = roomId ?? (Number(room) || nextLane++);
  return choices[spread % choices.length];
}

interface Opened {
  readonly database: Database;
  copyBefore(lastApplied: string): Promise<void>;
}

/** Loads only the driver that is needed. */
async function openDatabase(): Promise<Opened> {
  if (options.databaseUrl !== undefined) {
    const { openPostgres } = await import("./postgres.ts");
    // PostgreSQL's schema changes are transactional: a failed migration leaves what was there.
    return { database: openPostgres(options.databaseUrl), copyBefore: async () => {} };
  }
  const { openSqlite } = await import("./sqlite.ts");
  const file = openSqlite({ dataDir: options.dataDir, readonly: !options.modes.includes("write") });
  return {
    database: file,
    copyBefore: async (lastApplied) => file.copyTo(`before-migration-${lastApplied}-${Date.now()}.db`),
  };
}

async function open(now: number): Promise<void> {
  const { database, copyBefore } = await openDatabase();
  const { dialect } = database;
  const opened = new Kysely<Tables>({ dialect: database.kysely });
  db = opened;
  if (options.modes.includes("write")) await migrate(opened, { dialect, now, copyBefore });
  const { value } = await opened
    .selectFrom("installation")
    .select("value")
    .where("key", "=", "epoch")
    .executeTakeFirstOrThrow();
  const epoch = value as Epoch;
  const count = Math.max(1, database.connections / 2);
  for (const mode of options.modes) {
    for (let index = 0; index < count; index++) {
      lanes[mode].push(createLane({ db: opened, dialect, epoch, mode, onCommitted: tell }));
    }
  }
  tell({ type: "opened", epoch });
}

async function close(): Promise<void> {
  for (const lane of [...lanes.write, ...lanes.read]) await lane.settle();
  await db?.destroy();
  tell({ type: "closed" });
  port?.close();
}

async function receive(message: ToWorker): Promise<void> {
  switch (message.type) {
    case "open":
      return await open(message.now);
    case "calls":
      for (const call of message.calls) laneOf(call)?.push(call);
      return;
    case "close":
      return await close();
    default:
      return message satisfies never;
  }
}

function fail(error: unknown): void {
  tell({ type: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

port.on("message", (message: ToWorker) => {
  receive(message).catch(fail);
  // A flush blocks this thread: whatever came meanwhile joins the same group.
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
    receive(next.message as ToWorker).catch(fail);
  }
});
