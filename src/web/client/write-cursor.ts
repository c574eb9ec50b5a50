import { encodeCursor } from "#protocol/cursor.ts";
import type { Look, Reading } from "./link.ts";

export interface ReadQuery extends Partial<Look> {
  readonly cursor?: string;
  /** Room ids, separated by commas. */
  readonly rooms: string;
}

/** No log of a person stands here, so the server says welcome. */
const nowhere = 999_999_999_999_999;

/**
 * What SSE and polling ask for. A room whose place is from another epoch has none in this cursor and is left out; its
 * reader starts afresh once the welcome told the epoch.
 */
export function writeCursor({ own, rooms, look }: Reading): ReadQuery {
  const epoch = own?.epoch ?? rooms.values().next().value?.epoch;
  if (epoch === undefined) return { rooms: "", ...look };
  const seqs = new Map([...rooms].filter(([, at]) => at.epoch === epoch).map(([id, at]) => [id, at.seq]));
  const cursor = encodeCursor({ epoch, userSeq: own?.seq ?? nowhere, rooms: seqs });
  return { cursor, rooms: [...seqs.keys()].join(","), ...look };
}
