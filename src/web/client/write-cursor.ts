import { encodeCursor } from "#protocol/cursor.ts";
import type { Reading } from "./link.ts";

export interface ReadQuery {
  readonly cursor?: string;
  /** Room ids, separated by commas. */
  readonly rooms: string;
}

/**
 * What SSE and polling ask for. Without a welcome there is nothing to resume: then only the welcome is asked for, and
 * the rooms in the next request, since a room without a place in the cursor would begin at its end. A room whose place
 * is from another epoch has none in this cursor; its reader starts afresh once the welcome told the epoch.
 */
export function writeCursor({ own, rooms }: Reading): ReadQuery {
  if (!own) return { rooms: "" };
  const seqs = new Map([...rooms].filter(([, at]) => at.epoch === own.epoch).map(([id, at]) => [id, at.seq]));
  const cursor = encodeCursor({ epoch: own.epoch, userSeq: own.seq, rooms: seqs });
  return { cursor, rooms: [...seqs.keys()].join(",") };
}
