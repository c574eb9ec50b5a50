import type { ClientId, UserId } from "#protocol/ids.ts";
import type { BrowserDatabase, OutboxRow } from "../platform/database.ts";

/** Where messages on their way are kept. Every call rejects when the browser gives or has no more storage. */
export interface OutboxShelf {
  list(userId: UserId): Promise<readonly OutboxRow[]>;
  has(clientId: ClientId): Promise<boolean>;
  put(row: OutboxRow): Promise<void>;
  remove(clientId: ClientId): Promise<void>;
}

export function createOutboxShelf(open: () => Promise<BrowserDatabase | undefined>): OutboxShelf {
  const database = async (): Promise<BrowserDatabase> => {
    const opened = await open();
    if (!opened) throw new Error("This browser gives no storage.");
    return opened;
  };
  return {
    list: async (userId) => (await database()).getAllFromIndex("outbox", "byUser", userId),
    has: async (clientId) => (await (await database()).count("outbox", clientId)) > 0,
    put: async (row) => void (await (await database()).put("outbox", row)),
    remove: async (clientId) => (await database()).delete("outbox", clientId),
  };
}
