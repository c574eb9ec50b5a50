import { useStore } from "zustand";
import { createBrowser } from "./browser.ts";
import type { AppActions, AppState, UseApp } from "./contract.ts";
import { createApp } from "./create-app.ts";

const app = createApp(createBrowser());

export const useApp: UseApp = (selector) => useStore(app.store, selector);

/** The state at this moment, for what happens once. */
export const readApp = (): AppState => app.store.getState();
export const watchApp = (listener: (state: AppState, before: AppState) => void): (() => void) =>
  app.store.subscribe(listener);
export const actions: AppActions = app.actions;

/** For actions that come with the views which need them. */
export const { client } = app;
/** For seldom views, whose calls change nothing that the store keeps. */
export const { http } = client.around;
