import type { Epoch } from "#protocol/ids.ts";
import { type OperationName, operationModes } from "./operation-modes.ts";
import type { WorkerOptions } from "./rpc.ts";
import type { Storage } from "./storage.ts";
import { startThread, type Thread, type ThreadOptions } from "./thread.ts";

/**
 * Opens the database in threads of its own: one that writes and one that reads for SQLite, where a flush blocks its
 * thread; one for PostgreSQL.
 */
export async function openStorage(options: ThreadOptions): Promise<Storage> {
  const modes: WorkerOptions["modes"][] =
    options.databaseUrl === undefined ? [["write"], ["read"]] : [["write", "read"]];
  const threads = modes.map((each) => startThread(options, each));
  try {
    let epoch = "";
    // The writer first: it makes and migrates what the reader opens.
    for (const thread of threads) epoch = await thread.open();
    return { epoch: epoch as Epoch, ...bindOperations(threads), close: () => closeAll(threads) };
  } catch (error) {
    await Promise.all(threads.map((thread) => thread.terminate()));
    throw error;
  }
}

async function closeAll(threads: readonly Thread[]): Promise<void> {
  // The last to close folds the write-ahead log into the file, so the reader goes first.
  for (const thread of threads.toReversed()) await thread.close();
}

function bindOperations(threads: readonly Thread[]): Omit<Storage, "epoch" | "close"> {
  const bound = Object.entries(operationModes).map(([name, mode]) => {
    const thread = threads.find((each) => each.modes.includes(mode));
    return [name, (input: unknown) => thread?.call(name as OperationName, input)];
  });
  return Object.fromEntries(bound) as Omit<Storage, "epoch" | "close">;
}
