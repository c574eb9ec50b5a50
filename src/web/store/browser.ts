import { createHttpClient, loadSeldom } from "../client/http-client.ts";
import { openLater } from "../client/open-later.ts";
import { openWebSocketLink } from "../client/websocket-link.ts";
import { browserClock } from "../platform/clock.ts";
import { openBrowserDatabase } from "../platform/database.ts";
import { browserNetwork } from "../platform/network.ts";
import { openTabs, type Tabs } from "../platform/tabs.ts";
import { takeTurns } from "../platform/take-turns.ts";
import { watchSignals } from "../platform/watch-signals.ts";
import type { Surroundings } from "./client.ts";

const loadSse = () => import("../client/sse-link.ts");
const loadPoll = () => import("../client/poll-link.ts");

/** Brings what the connection seldom needs: when it does, it may be too late to ask for it. */
export async function preloadLinks(): Promise<void> {
  await Promise.allSettled([loadSse(), loadPoll(), loadSeldom()]);
}

/** The browser that this page runs in; each part is taken only when it is first needed. */
export function createBrowser(): Surroundings {
  const clock = browserClock;
  const http = createHttpClient(browserNetwork);
  let database: ReturnType<typeof openBrowserDatabase> | undefined;
  let tabs: Tabs | undefined;
  const theTabs = (): Tabs => (tabs ??= openTabs());
  return {
    clock,
    http,
    openers: {
      websocket: (host) => openWebSocketLink(browserNetwork, host),
      sse: (host) =>
        openLater(
          "sse",
          async () => {
            const { openSseLink } = await loadSse();
            return (to) => openSseLink(browserNetwork, clock, to);
          },
          host,
        ),
      poll: (host) =>
        openLater(
          "poll",
          async () => {
            const { openPollLink } = await loadPoll();
            return (to) => openPollLink(http, clock, to);
          },
          host,
        ),
    },
    openDatabase: () => (database ??= openBrowserDatabase()),
    storage: () => localStorage,
    takeTurns,
    tabs: { tell: (news) => theTabs().tell(news), listen: (listener) => theTabs().listen(listener) },
    watchSignals,
  };
}
