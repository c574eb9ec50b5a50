import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { useVirtualizer, type ReactVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import type { RoomId } from "#protocol/ids.ts";
import { estimateRow } from "./estimate-row.ts";
import { findStart } from "./find-start.ts";
import type { LogEntries } from "./log-entries.ts";
import { recallPlace, rememberPlace, type ScrollPlace } from "./scroll-memory.ts";

export type LogVirtualizer = ReactVirtualizer<HTMLDivElement, HTMLDivElement>;

/** Pixels. */
export const logSizes = { olderHead: 72, intro: 170, foot: 12, endThreshold: 48, dividerMargin: 96 };
const overscanRows = 8;

/** The virtual list of one room, anchored to its end: history put before it moves nothing on the screen. */
export function useLogVirtualizer(
  roomId: RoomId,
  entries: LogEntries,
  scroller: RefObject<HTMLDivElement | null>,
  hasMore: boolean,
): LogVirtualizer {
  const [place] = useState(() => recallPlace(roomId));
  const getItemKey = useCallback((index: number) => entries.keyAt(index), [entries]);
  const paddingStart = hasMore ? logSizes.olderHead : 0;
  const sizeAt = (index: number) => {
    const row = entries.rowAt(index);
    const width = scroller.current?.clientWidth ?? innerWidth - 272;
    return place?.sizes.get(entries.keyAt(index)) ?? (row ? estimateRow(row, width) : logSizes.intro);
  };
  const saving = useRef<LogVirtualizer>(null);
  // Before the virtualizer's own effects, to read it before they let go of the element.
  useLayoutEffect(() => {
    return () => {
      if (saving.current) rememberPlace(roomId, readPlace(saving.current));
    };
  }, [roomId]);
  const virtualizer: LogVirtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: entries.count,
    getItemKey,
    getScrollElement: () => scroller.current,
    estimateSize: sizeAt,
    initialOffset: () => findStart({ entries, place, sizeAt, paddingStart, dividerMargin: logSizes.dividerMargin }),
    overscan: overscanRows,
    paddingStart,
    paddingEnd: logSizes.foot,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: logSizes.endThreshold,
  });
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = isAboveView;
  useLayoutEffect(() => {
    saving.current = virtualizer;
  }, [virtualizer]);
  // A start past the last possible position would be tried again whenever the list grows: say "the end" instead.
  useLayoutEffect(() => {
    const log = scroller.current;
    if (!log || (virtualizer.scrollOffset ?? 0) < log.scrollHeight - log.clientHeight) return;
    virtualizer.scrollToEnd();
  }, [virtualizer, scroller]);
  return virtualizer;
}

interface Measured {
  readonly scrollOffset: number | null;
  readonly itemSizeCache: ReadonlyMap<unknown, number>;
}

/** What is measured above the view's top edge shifts the scroll position with it, in either direction of scrolling. */
function isAboveView(item: VirtualItem, _delta: number, virtualizer: Measured): boolean {
  const offset = virtualizer.scrollOffset ?? 0;
  return virtualizer.itemSizeCache.has(item.key) ? item.end <= offset : item.start < offset;
}

function readPlace(virtualizer: LogVirtualizer): ScrollPlace {
  const sizes = new Map(virtualizer.itemSizeCache);
  const offset = virtualizer.scrollOffset ?? 0;
  const item = virtualizer.getVirtualItemForOffset(offset);
  if (!item || virtualizer.isAtEnd(logSizes.endThreshold)) return { anchor: undefined, sizes };
  return { anchor: { key: String(item.key), offset: offset - item.start }, sizes };
}
