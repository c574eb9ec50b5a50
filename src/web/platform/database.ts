import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { ErrorView } from "#protocol/errors.ts";
import type { ClientId, RoomId, UserId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import type { Position, RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";

/** A message that is on its way, as it is kept; it belongs to the person who wrote it, not to who is logged in. */
export interface OutboxRow {
  readonly clientId: ClientId;
  readonly userId: UserId;
  readonly roomId: RoomId;
  readonly body: string;
  readonly createdAtMs: number;
  /** Why the server refused it for good; the sender decides whether to retry or discard. */
  readonly error?: ErrorView;
}

/** The newest messages of a room as last seen. */
export interface WindowRow {
  readonly roomId: RoomId;
  readonly position: Position;
  readonly messages: readonly Message[];
  readonly hasMore: boolean;
  readonly savedAtMs: number;
}

/** Who was logged in last, and their rooms. */
export interface HomeRow {
  readonly me: Self;
  readonly rooms: readonly RoomForMe[];
}

export interface BrowserSchema extends DBSchema {
  outbox: { key: ClientId; value: OutboxRow; indexes: { byUser: UserId } };
  windows: { key: RoomId; value: WindowRow };
  home: { key: "home"; value: HomeRow };
}

export type BrowserDatabase = IDBPDatabase<BrowserSchema>;

/** Undefined where the browser gives no storage (private mode, storage switched off). */
export async function openBrowserDatabase(): Promise<BrowserDatabase | undefined> {
  if (typeof indexedDB === "undefined") return undefined;
  try {
    return await openDB<BrowserSchema>("parley", 1, {
      upgrade(database) {
        database.createObjectStore("outbox", { keyPath: "clientId" }).createIndex("byUser", "userId");
        database.createObjectStore("windows", { keyPath: "roomId" });
        database.createObjectStore("home");
      },
      // A newer version of this page in another tab wants to upgrade: make way, this tab goes on in memory.
      blocking(_from, _to, event) {
        (event.target as IDBDatabase).close();
      },
    });
  } catch {
    return undefined;
  }
}
