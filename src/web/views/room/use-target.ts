import { useMemo } from "react";
import { useSearch } from "wouter/use-browser-location";
import type { Place } from "./log-entries.ts";

/** The message that the page's address names: `?at=12` by its number in the log, `?n=3` by its ordinal. */
export function useTarget(): Place | undefined {
  const search = useSearch();
  return useMemo(() => {
    const query = new URLSearchParams(search);
    const [seq, n] = [Number(query.get("at")), Number(query.get("n"))];
    if (Number.isSafeInteger(seq) && seq > 0) return { seq };
    return Number.isSafeInteger(n) && n > 0 ? { n } : undefined;
  }, [search]);
}
