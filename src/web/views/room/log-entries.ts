import type { Row } from "./build-rows.ts";

/** What the virtual list counts: the room's beginning, once it is reached, then its rows. */
export interface LogEntries {
  readonly count: number;
  readonly keyAt: (index: number) => string;
  readonly rowAt: (index: number) => Row | undefined;
  readonly indexOfNew: number;
}

export const introKey = "intro";

export function listEntries(rows: readonly Row[], hasIntro: boolean): LogEntries {
  const shift = hasIntro ? 1 : 0;
  const rowAt = (index: number) => rows[index - shift];
  const newAt = rows.findIndex((row) => row.isNew);
  return {
    count: rows.length + shift,
    keyAt: (index) => rowAt(index)?.key ?? introKey,
    rowAt,
    indexOfNew: newAt < 0 ? -1 : newAt + shift,
  };
}

/** The ordinal of the newest confirmed message at or before an index; 0 when there is none. */
export function ordinalAt(entries: LogEntries, index: number): number {
  for (let at = index; at >= 0; at--) {
    const item = entries.rowAt(at)?.item;
    if (item?.kind === "message") return item.message.n;
  }
  return 0;
}

/** How many messages of others came after the message with this ordinal. */
export function countNewer(rows: readonly Row[], n: number): number {
  let newer = 0;
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    if (row?.item.kind !== "message") continue;
    if (row.item.message.n <= n) break;
    if (!row.isMine) newer++;
  }
  return newer;
}

/** A message by its number in the log or by its ordinal. */
export type Place = { readonly seq: number } | { readonly n: number };

/** Index of the first message at or after a place; -1 when there is none. */
export function findPlace(entries: LogEntries, place: Place): number {
  for (let index = 0; index < entries.count; index++) {
    const item = entries.rowAt(index)?.item;
    if (item?.kind !== "message") continue;
    if ("seq" in place ? item.message.seq >= place.seq : item.message.n >= place.n) return index;
  }
  return -1;
}
