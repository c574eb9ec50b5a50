import type { RoomId } from "#protocol/ids.ts";
import type { RoomState } from "#protocol/room-state.ts";
import type { Room } from "#protocol/room.ts";
import type { BrowserDatabase, HomeRow, WindowRow } from "../platform/database.ts";
import { emptyState } from "./feed.ts";
import { keepNewest } from "./keep-newest.ts";

/** Newest messages kept of a room, and rooms whose newest messages are kept. */
const kept = { messages: 50, rooms: 30 } as const;

/**
 * The last seen room list and windows, so that a room paints before the network answers. Only ever a head start: it
 * may be missing, and everything in it is caught up from the log.
 */
export class LocalCache {
  readonly #open: () => Promise<BrowserDatabase | undefined>;

  constructor(open: () => Promise<BrowserDatabase | undefined>) {
    this.#open = open;
  }

  async loadHome(): Promise<HomeRow | undefined> {
    return this.#try((database) => database.get("home", "home"));
  }

  async saveHome(home: HomeRow): Promise<void> {
    await this.#try((database) => database.put("home", home, "home"));
  }

  async loadWindow(roomId: RoomId, room: Room): Promise<RoomState | undefined> {
    const row = await this.#try((database) => database.get("windows", roomId));
    return row && { ...emptyState(roomId, room), ...row.position, messages: row.messages, hasMore: row.hasMore };
  }

  async saveWindow(state: RoomState, savedAtMs: number): Promise<void> {
    const { roomId, epoch, seq } = state;
    const { messages, hasMore } = keepNewest(state, kept.messages);
    const row: WindowRow = { roomId, position: { epoch, seq }, messages, hasMore, savedAtMs };
    await this.#try(async (database) => {
      await database.put("windows", row);
      if ((await database.count("windows")) > kept.rooms) await dropOldest(database);
    });
  }

  async dropWindow(roomId: RoomId): Promise<void> {
    await this.#try((database) => database.delete("windows", roomId));
  }

  /** Leaves nothing that others at this computer could read. What is on its way to the server stays. */
  async clear(): Promise<void> {
    await this.#try(async (database) => {
      await Promise.all([database.clear("windows"), database.clear("home")]);
    });
  }

  async #try<T>(work: (database: BrowserDatabase) => Promise<T>): Promise<T | undefined> {
    try {
      const database = await this.#open();
      return database && (await work(database));
    } catch {
      return undefined;
    }
  }
}

async function dropOldest(database: BrowserDatabase): Promise<void> {
  const rows = await database.getAll("windows");
  const oldest = rows.sort((a, b) => b.savedAtMs - a.savedAtMs).slice(kept.rooms);
  await Promise.all(oldest.map(({ roomId }) => database.delete("windows", roomId)));
}
