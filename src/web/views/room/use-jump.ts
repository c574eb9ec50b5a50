import { useCallback, useEffect, useState } from "react";
import type { RoomId } from "#protocol/ids.ts";
import { actions } from "../../store/app.ts";
import { findPlace, type LogEntries, type Place } from "./log-entries.ts";
import type { LogVirtualizer } from "./use-log-virtualizer.ts";

interface Jump {
  /** Loads history until the place is there, then shows it. */
  readonly jumpTo: (place: Place) => void;
  /** The row that somebody asked for by its address. */
  readonly litKey: string | undefined;
}

/** Goes to a message that may not be loaded yet. @param target What the page's address names. */
export function useJump(
  roomId: RoomId,
  list: LogEntries,
  virtualizer: LogVirtualizer,
  target: Place | undefined,
): Jump {
  const [place, setPlace] = useState<Place>();
  const [litKey, setLit] = useState<string>();
  const jumpTo = useCallback(
    (to: Place) => {
      void actions.loadBackTo(roomId, to).then(() => setPlace(to));
    },
    [roomId],
  );
  useEffect(() => {
    if (target) jumpTo(target);
  }, [target, jumpTo]);
  useEffect(() => {
    const index = place === undefined ? -1 : findPlace(list, place);
    if (index < 0) return undefined;
    // After the rows that were put before it are measured.
    const frame = requestAnimationFrame(() => {
      virtualizer.scrollToIndex(index, { align: "center" });
      if (place === target) setLit(list.keyAt(index));
      setPlace(undefined);
    });
    return () => cancelAnimationFrame(frame);
  }, [place, list, virtualizer, target]);
  return { jumpTo, litKey };
}
