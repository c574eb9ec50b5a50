import { useStore } from "zustand";
import { createBrowser } from "./browser.ts";
import type { AppActions, UseApp } from "./contract.ts";
import { createApp } from "./create-app.ts";

const app = createApp(createBrowser());

export const useApp: UseApp = (selector) => useStore(app.store, selector);

export const actions: AppActions = app.actions;
