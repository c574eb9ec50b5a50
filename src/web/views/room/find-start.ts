import type { LogEntries } from "./log-entries.ts";
import type { ScrollPlace } from "./scroll-memory.ts";

interface StartInput {
  readonly entries: LogEntries;
  readonly place: ScrollPlace | undefined;
  readonly sizeAt: (index: number) => number;
  readonly paddingStart: number;
  /** Room above the New divider, so that one sees what it follows on. */
  readonly dividerMargin: number;
}

/**
 * Where a room opens: where its reader left it, else with the New divider in view, else at its end. Said as a scroll
 * offset in likely heights; what is measured later shifts it along.
 */
export function findStart({ entries, place, sizeAt, paddingStart, dividerMargin }: StartInput): number {
  const { count, indexOfNew, keyAt } = entries;
  const anchor = place?.anchor;
  let offset = paddingStart;
  for (let index = 0; index < count; index++) {
    if (anchor && keyAt(index) === anchor.key) return offset + anchor.offset;
    if (!anchor && index === indexOfNew) return Math.max(0, offset - dividerMargin);
    offset += sizeAt(index);
  }
  return offset;
}
