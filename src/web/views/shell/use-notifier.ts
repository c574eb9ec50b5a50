import { useEffect } from "react";
import { insist } from "../later.tsx";

/** Notifications and presence begin once somebody is logged in; their code comes after everything else. */
export function useNotifier(isLoggedIn: boolean): void {
  useEffect(() => {
    if (!isLoggedIn) return;
    void insist(() => import("../../notifications/start-notifier.ts")).then(({ startNotifier }) => startNotifier());
    void insist(() => import("../../presence/start-presence.ts")).then(({ startPresence }) => startPresence());
  }, [isLoggedIn]);
}
