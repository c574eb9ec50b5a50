import { useEffect, useRef } from "react";
import { useSearch } from "wouter/use-browser-location";
import type { LogEntries } from "./log-entries.ts";
import type { LogVirtualizer } from "./use-log-virtualizer.ts";

interface LinkedInput {
  readonly virtualizer: LogVirtualizer;
  readonly list: LogEntries;
  readonly hasMore: boolean;
  readonly onLoadOlder: () => void;
}

/**
 * `?at=<seq>` in the address opens the log at that message: history is loaded until it is there, then shown once.
 * Answers with the message's number, to mark it.
 */
export function useLinkedMessage({ virtualizer, list, hasMore, onLoadOlder }: LinkedInput): number | undefined {
  const at = new URLSearchParams(useSearch()).get("at");
  const seq = at !== null && /^\d+$/.test(at) ? Number(at) : undefined;
  const shown = useRef<number>(undefined);
  useEffect(() => {
    if (seq === undefined || shown.current === seq) return;
    const index = findSeq(list, seq);
    if (index >= 0) {
      shown.current = seq;
      virtualizer.scrollToIndex(index, { align: "center" });
    } else if (hasMore && seq < oldestSeq(list)) {
      onLoadOlder();
    }
  }, [seq, virtualizer, list, hasMore, onLoadOlder]);
  return seq;
}

export function seqAt(list: LogEntries, index: number): number | undefined {
  const item = list.rowAt(index)?.item;
  return item?.kind === "message" ? item.message.seq : undefined;
}

function findSeq(list: LogEntries, seq: number): number {
  for (let index = 0; index < list.count; index++) if (seqAt(list, index) === seq) return index;
  return -1;
}

function oldestSeq(list: LogEntries): number {
  for (let index = 0; index < list.count; index++) {
    const seq = seqAt(list, index);
    if (seq !== undefined) return seq;
  }
  return 0;
}
