import type { RoomId } from "#protocol/ids.ts";
import type { ServerFrameOf } from "#protocol/server-frame.ts";
import type { Clock, Scheduled } from "../clock.ts";
import { type Batch, frameToBatch } from "./batch.ts";

/** "There is news in that room", at once and then at most this often per room. */
const hintIntervalMs = 500;

export type News = Omit<ServerFrameOf<"hint">, "t" | "roomId">;

export interface Hints {
  mark(roomId: RoomId, news: News): void;
  close(): void;
}

export function createHints(clock: Clock, send: (roomId: RoomId, batch: Batch) => void): Hints {
  /** Rooms that were hinted at lately, each with what came since. */
  const pausing = new Map<RoomId, News | undefined>();
  const timers = new Map<RoomId, Scheduled>();

  function give(roomId: RoomId, news: News): void {
    send(roomId, frameToBatch({ t: "hint", roomId, ...news }));
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
    mark(roomId, news) {
      if (!pausing.has(roomId)) return give(roomId, news);
      const before = pausing.get(roomId);
      const toAll = [...(before?.toAll ?? []), ...(news.toAll ?? [])];
      const merged = { ...before, ...news, n: Math.max(before?.n ?? 0, news.n) };
      pausing.set(roomId, { ...merged, ...(toAll.length > 0 && { toAll }) });
    },
    close() {
      for (const timer of timers.values()) timer.cancel();
    },
  };
}
