import type { RoomId, UserId } from "#protocol/ids.ts";

/** Drafts in `localStorage`: written at every key, so that no crash takes more than the last one. */
export class Drafts {
  readonly #storage: () => Storage;

  constructor(storage: () => Storage) {
    this.#storage = storage;
  }

  load(userId: UserId): ReadonlyMap<RoomId, string> {
    return this.#try(new Map<RoomId, string>(), (storage) => {
      const prefix = prefixOf(userId);
      const keys = Object.keys(storage).filter((key) => key.startsWith(prefix));
      return new Map(keys.map((key) => [Number(key.slice(prefix.length)) as RoomId, storage.getItem(key) ?? ""]));
    });
  }

  save(userId: UserId, roomId: RoomId, text: string): void {
    const key = prefixOf(userId) + roomId;
    this.#try(undefined, (storage) => {
      if (text === "") storage.removeItem(key);
      else storage.setItem(key, text);
      return undefined;
    });
  }

  clear(userId: UserId): void {
    for (const roomId of this.load(userId).keys()) this.save(userId, roomId, "");
  }

  /** Storage may be switched off or full; then drafts live as long as the tab. */
  #try<T>(otherwise: T, work: (storage: Storage) => T): T {
    try {
      return work(this.#storage());
    } catch {
      return otherwise;
    }
  }
}

function prefixOf(userId: UserId): string {
  return `parley.draft.${userId}.`;
}
