import { useSyncExternalStore } from "react";
import type { Pane } from "./shell.tsx";

const events = ["popstate", "hashchange", "pushState", "replaceState"];

/** The pane is part of the address, so that the phone's Back button goes from details to room to list. */
export function usePane(): Pane {
  const hash = useSyncExternalStore(
    watchAddress,
    () => location.hash,
    () => "",
  );
  if (hash === "#sidebar") return "sidebar";
  return hash === "#details" ? "details" : "main";
}

function watchAddress(onChange: () => void): () => void {
  for (const event of events) addEventListener(event, onChange);
  return () => {
    for (const event of events) removeEventListener(event, onChange);
  };
}
