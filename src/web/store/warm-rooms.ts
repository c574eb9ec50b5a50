import type { RoomId } from "#protocol/ids.ts";

/** Rooms that stay followed after their view is left, so that coming back takes no time. */
const warmMax = 12;

/** Which rooms were looked at last, and which of them changed since they were saved. */
export class WarmRooms {
  #recent: RoomId[] = [];
  readonly #changed = new Set<RoomId>();

  /** @returns the rooms that have been left alone for too long, to be let go */
  enter(roomId: RoomId): readonly RoomId[] {
    this.#recent = [roomId, ...this.#recent.filter((id) => id !== roomId)];
    const cooled = this.#recent.slice(warmMax);
    this.#recent = this.#recent.slice(0, warmMax);
    return cooled;
  }

  markChanged(roomId: RoomId): void {
    this.#changed.add(roomId);
  }

  takeChanged(): readonly RoomId[] {
    const changed = [...this.#changed];
    this.#changed.clear();
    return changed;
  }

  clear(): void {
    this.#recent = [];
    this.#changed.clear();
  }
}
