import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { RoomId } from "#protocol/ids.ts";
import { reachable } from "../../ui/reachable.ts";
import type { Row } from "./build-rows.ts";
import { JumpPill } from "./jump-pill.tsx";
import { countNewer, listEntries, ordinalAt, type LogEntries } from "./log-entries.ts";
import { MessageRow, type RowAuthor } from "./message-row.tsx";
import { OlderHead } from "./older-head.tsx";
import { logSizes, useLogVirtualizer, type LogVirtualizer } from "./use-log-virtualizer.ts";
import { seqAt, useLinkedMessage } from "./use-linked-message.ts";
import { walkMessages } from "./walk-messages.ts";
import styles from "./log.module.css";

interface LiveLogProps {
  readonly roomId: RoomId;
  readonly label: string;
  readonly rows: readonly Row[];
  readonly me: RowAuthor | undefined;
  readonly hasMore: boolean;
  readonly intro: ReactNode;
  readonly hasFailed: boolean;
  readonly onLoadOlder: () => void;
  /** The message with this ordinal was on the screen of somebody who looked. */
  readonly onSeen: (n: number) => void;
}

/** Begins to load history this many screens before its top is reached, so that a fling does not meet a seam. */
const aheadScreens = 4;

export function LiveLog(props: LiveLogProps) {
  const { roomId, label, rows, me, hasMore, intro, hasFailed, onLoadOlder, onSeen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useMemo(() => listEntries(rows, !hasMore), [rows, hasMore]);
  const virtualizer = useLogVirtualizer(roomId, list, scroller, hasMore);
  const { isAtEnd, endN, check } = useEnd({ virtualizer, list, scroller, hasMore, onLoadOlder, onSeen });
  useFollow(virtualizer, rows, scroller);
  useEffect(() => walkMessages(scroller.current), []);
  const linkedSeq = useLinkedMessage({ virtualizer, list, hasMore, onLoadOlder });
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
                  data-linked={(linkedSeq !== undefined && seqAt(list, index) === linkedSeq) || undefined}
                >
                  {row ? <MessageRow row={row} me={me} /> : intro}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {!isAtEnd && <JumpPill count={countNewer(rows, endN)} onJump={() => virtualizer.scrollToEnd()} />}
    </>
  );
}

interface EndInput {
  readonly virtualizer: LogVirtualizer;
  readonly list: LogEntries;
  readonly scroller: { readonly current: HTMLDivElement | null };
  readonly hasMore: boolean;
  readonly onLoadOlder: () => void;
  readonly onSeen: (n: number) => void;
}

/** Watches where the reader stands: at the end or not, what was seen, whether history is needed. */
function useEnd({ virtualizer, list, scroller, hasMore, onLoadOlder, onSeen }: EndInput) {
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
    if (isLooking()) onSeen(n);
    if (hasMore && scrollTop < clientHeight * aheadScreens) onLoadOlder();
  }, [virtualizer, list, scroller, hasMore, onLoadOlder, onSeen]);
  useEffect(() => {
    const frame = requestAnimationFrame(check);
    addEventListener("focus", check);
    document.addEventListener("visibilitychange", check);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("focus", check);
      document.removeEventListener("visibilitychange", check);
    };
  }, [check]);
  return { isAtEnd, endN, check };
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
