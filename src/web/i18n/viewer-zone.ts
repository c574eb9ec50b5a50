import { createContext, useContext, useSyncExternalStore } from "react";
import { dayOf, msUntilTomorrow, type Zone } from "./day.ts";

/** The server renders in UTC at the moment it names; the browser in the viewer's zone, by its clock. */
export interface ViewerZone {
  readonly zone: Zone;
  readonly nowMs?: number;
}

export const ViewerZoneContext = createContext<ViewerZone>({ zone: "local" });

export function useZone(): Zone {
  return useContext(ViewerZoneContext).zone;
}

/** The viewer's present day; renders again when midnight passes, also when the machine slept through it. */
export function useToday(): number {
  const { zone, nowMs } = useContext(ViewerZoneContext);
  const readDay = () => dayOf(nowMs ?? Date.now(), zone);
  return useSyncExternalStore(watchMidnight, readDay, readDay);
}

function watchMidnight(onDay: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const arm = () => {
    clearTimeout(timer);
    timer = setTimeout(wake, msUntilTomorrow(Date.now(), "local") + 50);
  };
  const wake = () => {
    onDay();
    arm();
  };
  arm();
  document.addEventListener("visibilitychange", wake);
  return () => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", wake);
  };
}
