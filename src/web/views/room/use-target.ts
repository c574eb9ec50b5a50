import { useSearch } from "wouter/use-browser-location";

/** The number of the message that the page's address names: `?at=12`. */
export function useTarget(): number | undefined {
  const at = Number(new URLSearchParams(useSearch()).get("at"));
  return Number.isSafeInteger(at) && at > 0 ? at : undefined;
}
