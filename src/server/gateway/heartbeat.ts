import type { Clock, Scheduled } from "../clock.ts";
import { limits } from "#protocol/limits.ts";

/** Something that is to be looked at once per heartbeat interval. */
export type Beat = () => void;

/** One timer for all connections: each sits in a slot of a wheel that turns once per interval. */
export interface HeartbeatWheel {
  /** @returns what takes it off the wheel again */
  add(beat: Beat): () => void;
  close(): void;
}

const slotCount = 50;

export function createHeartbeatWheel(clock: Clock): HeartbeatWheel {
  const slots = Array.from({ length: slotCount }, () => new Set<Beat>());
  let current = 0;
  let timer: Scheduled | undefined;

  function turn(): void {
    for (const beat of slots[current] ?? []) beat();
    current = (current + 1) % slotCount;
    timer = clock.schedule(turn, limits.heartbeatIntervalMs / slotCount);
  }
  turn();

  return {
    add(beat) {
      const slot = slots[Math.floor(clock.random() * slotCount)];
      slot?.add(beat);
      return () => void slot?.delete(beat);
    },
    close: () => timer?.cancel(),
  };
}
