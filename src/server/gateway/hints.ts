import type { RoomId } from "#protocol/ids.ts";
import type { Clock, Scheduled } from "../clock.ts";
import { type Batch, frameToBatch } from "./batch.ts";

/** "There is news in that room", at once and then at most this often per room. */
const hintIntervalMs = 500;

interface News {
  readonly seq: number;
  readonly n: number;
}

export interface Hints {
  mark(roomId: RoomId, seq: number, n: number): void;
  close(): void;
}

export function createHints(clock: Clock, send: (roomId: RoomId, batch: Batch) => void): Hints {
  /** Rooms that were hinted at lately, each with what came since. */
  const pausing = new Map<RoomId, News | undefined>();
  const timers = new Map<RoomId, Scheduled>();

  function give(roomId: RoomId, { seq, n }: News): void {
    send(roomId, frameToBatch({ t: "hint", roomId, seq, n }));
    pausing.set(roomId, undefined);
    timers.set(
      roomId,
      clock.schedule(() => resume(roomId), hintIntervalMs),
    );
  }

  function resume(roomId: RoomId): void {
    const news = pausing.get(roomId);
    pausing.delete(roomId);
    timers.delete(roomId);
    if (news) give(roomId, news);
  }

  return {
    mark(roomId, seq, n) {
      if (pausing.has(roomId)) pausing.set(roomId, { seq, n });
      else give(roomId, { seq, n });
    },
    close() {
      for (const timer of timers.values()) timer.cancel();
    },
  };
}
