import { useEffect } from "react";

/** Notifications begin once somebody is logged in; their code comes after everything else. */
export function useNotifier(isLoggedIn: boolean): void {
  useEffect(() => {
    if (!isLoggedIn) return;
    void import("../../notifications/start-notifier.ts").then(({ startNotifier }) => startNotifier());
  }, [isLoggedIn]);
}
