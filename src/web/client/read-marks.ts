import type { RoomId } from "#protocol/ids.ts";
import type { Clock } from "../platform/clock.ts";
import { Throttle } from "./throttle.ts";

const pauseMs = 400;

export interface ReadMarksOptions {
  readonly clock: Clock;
  /** Tells the server; false when it cannot be told now. */
  readonly tell: (roomId: RoomId, upTo: number) => Promise<boolean>;
}

interface Mark {
  readonly upTo: number;
  readonly isTold: boolean;
  readonly throttle: Throttle;
}

/** How far I have read: only forwards, and with a pause between two words about a room. What cannot be told is told again later. */
export class ReadMarks {
  readonly #options: ReadMarksOptions;
  readonly #marks = new Map<RoomId, Mark>();

  constructor(options: ReadMarksOptions) {
    this.#options = options;
  }

  mark(roomId: RoomId, upTo: number): void {
    const known = this.#marks.get(roomId);
    if (known && known.upTo >= upTo) return;
    const throttle = known?.throttle ?? new Throttle(this.#options.clock, () => void this.#tell(roomId));
    this.#marks.set(roomId, { upTo, throttle, isTold: false });
    throttle.request(pauseMs);
  }

  /** What the server believes, told at every welcome: whatever did not arrive goes again. */
  onServerMark(roomId: RoomId, readN: number): void {
    const mark = this.#marks.get(roomId);
    if (mark && mark.upTo > readN) mark.throttle.request(pauseMs);
  }

  /** The server can be told again. */
  onLive(): void {
    for (const { isTold, throttle } of this.#marks.values()) if (!isTold) throttle.request(pauseMs);
  }

  /** The position was set back: what was read before counts no more. */
  forget(roomId: RoomId): void {
    this.#marks.delete(roomId);
  }

  clear(): void {
    this.#marks.clear();
  }

  async #tell(roomId: RoomId): Promise<void> {
    const mark = this.#marks.get(roomId);
    if (!mark) return;
    const isTold = await this.#options.tell(roomId, mark.upTo);
    if (this.#marks.get(roomId) === mark) this.#marks.set(roomId, { ...mark, isTold });
  }
}
