import { useEffect } from "react";

/** Notifications and presence begin once somebody is logged in; their code comes after everything else. */
export function useNotifier(isLoggedIn: boolean): void {
  useEffect(() => {
    if (!isLoggedIn) return;
    void import("../../notifications/start-notifier.ts").then(({ startNotifier }) => startNotifier());
    void import("../../presence/start-presence.ts").then(({ startPresence }) => startPresence());
  }, [isLoggedIn]);
}
