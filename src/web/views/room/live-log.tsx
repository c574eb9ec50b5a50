import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { RoomId } from "#protocol/ids.ts";
import { reachable } from "../../ui/reachable.ts";
import type { Row } from "./build-rows.ts";
import { insist, later } from "../later.tsx";
import { countNewer, listEntries, ordinalAt, type LogEntries, type Place } from "./log-entries.ts";
import { MessageRow, type RowAuthor } from "./message-row.tsx";
import { browserClock } from "../../platform/clock.ts";
import { OlderHead } from "./older-head.tsx";
import { SeenTracker } from "./seen-tracker.ts";
import { useJump } from "./use-jump.ts";
import { logSizes, useLogVirtualizer, type LogVirtualizer } from "./use-log-virtualizer.ts";
import styles from "./log.module.css";

const JumpPill = later(async () => (await import("./jump-pill.tsx")).JumpPill);
const NewAbovePill = later(async () => (await import("./jump-pill.tsx")).NewAbovePill);

interface LiveLogProps {
  readonly roomId: RoomId;
  readonly label: string;
  readonly rows: readonly Row[];
  readonly me: RowAuthor | undefined;
  readonly hasMore: boolean;
  readonly intro: ReactNode;
  readonly hasFailed: boolean;
  readonly onLoadOlder: () => void;
  /** What comes after this ordinal is new; undefined: nothing is. */
  readonly dividerN: number | undefined;
  /** A message that was asked for by its address. */
  readonly target: Place | undefined;
  /** The message with this ordinal was on the screen of somebody who looked. */
  readonly onSeen: (n: number) => void;
  /** The message with this ordinal and all after it are to be new again. */
  readonly onUnread: (n: number) => void;
}

/** Begins to load history this many screens before its top is reached, so that a fling does not meet a seam. */
const aheadScreens = 4;

export function LiveLog(props: LiveLogProps) {
  const { roomId, label, rows, me, hasMore, intro, hasFailed, onLoadOlder, dividerN, target, onUnread } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useMemo(() => listEntries(rows, !hasMore), [rows, hasMore]);
  const virtualizer = useLogVirtualizer(roomId, list, scroller, hasMore);
  const { isAtEnd, isNewAbove, endN, check } = useEnd({ ...props, virtualizer, list, scroller });
  const { jumpTo, litKey } = useJump(roomId, list, virtualizer, target);
  useFollow(virtualizer, rows, scroller);
  useEffect(() => {
    const stopping = new AbortController();
    const { current } = scroller;
    void insist(() => import("./walk-messages.ts")).then(({ walkMessages, watchAltClicks }) => {
      walkMessages(current, stopping.signal);
      watchAltClicks(current, onUnread, stopping.signal);
    });
    return () => stopping.abort();
  }, [onUnread]);
  const items = virtualizer.getVirtualItems();
  return (
    <>
      <div
        ref={scroller}
        className={styles.log}
        role="log"
        aria-live="off"
        aria-label={label}
        {...reachable}
        data-region
        onScroll={check}
      >
        <div className={styles.sizer} style={{ height: virtualizer.getTotalSize() }}>
          {hasMore && <OlderHead height={logSizes.olderHead} hasFailed={hasFailed} onRetry={onLoadOlder} />}
          <div className={styles.window} style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
            {items.map(({ key, index }) => {
              const row = list.rowAt(index);
              return (
                <div
                  key={String(key)}
                  data-index={index}
                  ref={virtualizer.measureElement}
                  className={styles.row}
                  data-linked={key === litKey || undefined}
                >
                  {row ? <MessageRow row={row} me={me} /> : intro}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {isNewAbove && dividerN !== undefined && <NewAbovePill onJump={() => jumpTo({ n: dividerN + 1 })} />}
      {!isAtEnd && <JumpPill count={countNewer(rows, endN)} onJump={() => virtualizer.scrollToEnd()} />}
    </>
  );
}

interface EndInput extends Pick<LiveLogProps, "hasMore" | "onLoadOlder" | "onSeen" | "dividerN"> {
  readonly virtualizer: LogVirtualizer;
  readonly list: LogEntries;
  readonly scroller: { readonly current: HTMLDivElement | null };
}

/** Watches where the reader stands: at the end or not, what was seen, whether history is needed. */
function useEnd({ virtualizer, list, scroller, hasMore, onLoadOlder, onSeen, dividerN }: EndInput) {
  const tracker = useSeen(onSeen);
  const [isNewAbove, setNewAbove] = useState(false);
  const [isAtEnd, setAtEnd] = useState(true);
  const [endN, setEndN] = useState(() => ordinalAt(list, list.indexOfNew < 0 ? list.count - 1 : list.indexOfNew - 1));
  const check = useCallback(() => {
    const element = scroller.current;
    if (!element || element.clientHeight === 0) return;
    const { scrollTop, clientHeight, scrollHeight } = element;
    const isEnd = scrollHeight - scrollTop - clientHeight <= logSizes.endThreshold;
    const lastSeen = isEnd
      ? list.count - 1
      : (virtualizer.getVirtualItemForOffset(scrollTop + clientHeight - 24)?.index ?? -1);
    const n = ordinalAt(list, lastSeen);
    setAtEnd(isEnd);
    if (isEnd) setEndN(n);
    tracker.look(n);
    setNewAbove(dividerN !== undefined && (list.indexOfNew < 0 ? hasMore : isAbove(virtualizer, list, scrollTop)));
    if (hasMore && scrollTop < clientHeight * aheadScreens) onLoadOlder();
  }, [virtualizer, list, scroller, hasMore, onLoadOlder, dividerN, tracker]);
  useEffect(() => {
    const frame = requestAnimationFrame(check);
    addEventListener("focus", check);
    addEventListener("blur", check);
    document.addEventListener("visibilitychange", check);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("focus", check);
      removeEventListener("blur", check);
      document.removeEventListener("visibilitychange", check);
    };
  }, [check]);
  return { isAtEnd, isNewAbove, endN, check };
}

/** @param onSeen The same one as long as the room stays. */
function useSeen(onSeen: (n: number) => void): SeenTracker {
  const tracker = useMemo(() => new SeenTracker({ clock: browserClock, isLooking, onSeen }), [onSeen]);
  useEffect(() => () => tracker.stop(), [tracker]);
  return tracker;
}

/** Does what is new begin above what is in view? */
function isAbove(virtualizer: LogVirtualizer, { indexOfNew }: LogEntries, scrollTop: number): boolean {
  const [start] = virtualizer.getOffsetForIndex(indexOfNew, "start") ?? [0];
  return start + logSizes.olderHead < scrollTop;
}

function isLooking(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

/** Whoever sends goes to the end; whoever stands at the end stays there when the window changes its size. */
function useFollow(virtualizer: LogVirtualizer, rows: readonly Row[], scroller: EndInput["scroller"]): void {
  const last = rows.at(-1);
  const sentKey = last?.item.kind === "pending" ? last.key : undefined;
  useLayoutEffect(() => {
    if (sentKey !== undefined) virtualizer.scrollToEnd();
  }, [virtualizer, sentKey]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    let wasAtEnd = true;
    let height = element.clientHeight;
    const note = () => {
      if (element.clientHeight === height) wasAtEnd = virtualizer.isAtEnd(logSizes.endThreshold);
    };
    const observer = new ResizeObserver(() => {
      if (element.clientHeight === height) return;
      height = element.clientHeight;
      if (wasAtEnd) virtualizer.scrollToEnd();
    });
    observer.observe(element);
    element.addEventListener("scroll", note, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", note);
    };
  }, [virtualizer, scroller]);
}
