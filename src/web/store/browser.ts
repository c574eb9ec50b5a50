import { createHttpClient } from "../client/http-client.ts";
import { openPollLink } from "../client/poll-link.ts";
import { openSseLink } from "../client/sse-link.ts";
import { openWebSocketLink } from "../client/websocket-link.ts";
import { browserClock } from "../platform/clock.ts";
import { openBrowserDatabase } from "../platform/database.ts";
import { browserNetwork } from "../platform/network.ts";
import { openTabs, type Tabs } from "../platform/tabs.ts";
import { takeTurns } from "../platform/take-turns.ts";
import { watchSignals } from "../platform/watch-signals.ts";
import type { Surroundings } from "./client.ts";

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
      sse: (host) => openSseLink(browserNetwork, clock, host),
      poll: (host) => openPollLink(http, clock, host),
    },
    openDatabase: () => (database ??= openBrowserDatabase()),
    storage: () => localStorage,
    takeTurns,
    tabs: { tell: (news) => theTabs().tell(news), listen: (listener) => theTabs().listen(listener) },
    watchSignals,
  };
}
