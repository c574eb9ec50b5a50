import type { RoomId } from "#protocol/ids.ts";
import type { NumberedEvent } from "#protocol/room-event.ts";
import { eventToText } from "./batch.ts";

export interface RecentEvent extends NumberedEvent {
  /** The number before it; not always `seq - 1`, since numbers that a later change replaced are left out. */
  readonly after: number;
  /** Its frame's JSON. */
  readonly text: string;
}

const memoryMaxEvents = 256;

/** The newest events of a room, without a hole. */
export class RecentEvents {
  readonly #roomId: RoomId;
  #events: RecentEvent[] = [];
  /** The latest number known; undefined: none yet. */
  head: number | undefined;

  constructor(roomId: RoomId) {
    this.#roomId = roomId;
  }

  startAt(seq: number): void {
    this.head ??= seq;
  }

  /** Adds the event that comes next. */
  add(event: NumberedEvent): RecentEvent {
    const after = this.head ?? event.seq - 1;
    const recent = { ...event, after, text: eventToText(this.#roomId, event, after) };
    this.head = event.seq;
    this.#events.push(recent);
    if (this.#events.length > memoryMaxEvents * 2) this.#events = this.#events.slice(-memoryMaxEvents);
    return recent;
  }

  /** What came after a number; undefined when memory does not reach back so far. */
  after(seq: number): readonly RecentEvent[] | undefined {
    if (this.head === undefined) return undefined;
    if (seq >= this.head) return [];
    const events = this.#events.filter((event) => event.seq > seq);
    const reachesBack = (events[0]?.after ?? Infinity) <= seq;
    return reachesBack ? events : undefined;
  }
}
