import { useStore } from "zustand";
import { createBrowser } from "./browser.ts";
import type { AppActions, UseApp } from "./contract.ts";
import { createApp } from "./create-app.ts";

const browser = createBrowser();
const app = createApp(browser);

export const useApp: UseApp = (selector) => useStore(app.store, selector);

export const actions: AppActions = app.actions;

/** For seldom views, whose calls change nothing that the store keeps. */
export const http = browser.http;
