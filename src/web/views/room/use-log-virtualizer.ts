import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { useVirtualizer, type ReactVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import type { RoomId } from "#protocol/ids.ts";
import { estimateRow } from "./estimate-row.ts";
import type { LogEntries } from "./log-entries.ts";
import { recallPlace, rememberPlace } from "./scroll-memory.ts";

export type LogVirtualizer = ReactVirtualizer<HTMLDivElement, HTMLDivElement>;

export const logSizes = { olderHead: 72, intro: 190, foot: 12, endThreshold: 48, overscanRows: 8, dividerMargin: 96 };

/** The virtual list of one room, anchored to its end: history put before it moves nothing on the screen. */
export function useLogVirtualizer(
  roomId: RoomId,
  entries: LogEntries,
  scroller: RefObject<HTMLDivElement | null>,
  hasMore: boolean,
): LogVirtualizer {
  const [place] = useState(() => recallPlace(roomId));
  const live = useRef<LogVirtualizer>(null);
  // Stands before the virtualizer's own effects, to read it before they let go of the element.
  useLayoutEffect(() => () => rememberPlace(roomId, live.current ? readPlace(live.current) : undefined), [roomId]);
  const getItemKey = useCallback((index: number) => entries.keyAt(index), [entries]);
  const virtualizer: LogVirtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: entries.count,
    getItemKey,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = entries.rowAt(index);
      return row ? estimateRow(row, scroller.current?.clientWidth ?? 700) : logSizes.intro;
    },
    overscan: logSizes.overscanRows,
    paddingStart: hasMore ? logSizes.olderHead : 0,
    paddingEnd: logSizes.foot,
    scrollPaddingStart: logSizes.dividerMargin,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: logSizes.endThreshold,
    ...(place && { initialOffset: place.offset, initialMeasurementsCache: place.sizes }),
  });
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = isAboveView;
  live.current = virtualizer;
  usePlacing(virtualizer, place === undefined, entries.indexOfNew);
  return virtualizer;
}

/** On entry: the New divider in view, or the end. */
function usePlacing(virtualizer: LogVirtualizer, isFirstVisit: boolean, indexOfNew: number): void {
  const isPlaced = useRef(!isFirstVisit);
  useLayoutEffect(() => {
    if (isPlaced.current) return;
    isPlaced.current = true;
    if (indexOfNew >= 0) virtualizer.scrollToIndex(indexOfNew, { align: "start" });
    else virtualizer.scrollToEnd();
  }, [virtualizer, indexOfNew]);
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

function readPlace(virtualizer: LogVirtualizer) {
  if (virtualizer.isAtEnd(logSizes.endThreshold)) return undefined;
  return { offset: virtualizer.scrollOffset ?? 0, sizes: virtualizer.takeSnapshot() };
}
