import type { RoomId } from "#protocol/ids.ts";
import { createHttpClient } from "../../src/web/client/http-client.ts";
import { openPollLink } from "../../src/web/client/poll-link.ts";
import { openSseLink } from "../../src/web/client/sse-link.ts";
import { openWebSocketLink } from "../../src/web/client/websocket-link.ts";
import { browserClock } from "../../src/web/platform/clock.ts";
import type { Network } from "../../src/web/platform/network.ts";
import { takeTurns } from "../../src/web/platform/take-turns.ts";
import { createAttentionActions } from "../../src/web/store/attention-actions.ts";
import { createChatActions } from "../../src/web/store/chat-actions.ts";
import type {
  AppActions,
  AppState,
  AttentionActions,
  ChatActions,
  EntryActions,
  RoomWindow,
  Transport,
} from "../../src/web/store/contract.ts";
import { createEntryActions } from "../../src/web/store/entry-actions.ts";
import { type App, createApp } from "../../src/web/store/create-app.ts";
import { selectTimeline } from "../../src/web/store/select-timeline.ts";
import { eventually } from "./eventually.ts";

type SocketWithHeaders = new (url: URL, options: { headers: Record<string, string> }) => WebSocket;

/** Nobody listens here. */
const nowhere = "ws://127.0.0.1:9";

/** The web client as it runs in a browser, without views and without storage, with a cookie jar of its own. */
export class WebClient implements Disposable {
  readonly app: App;
  /** Also those that come with the views which need them. */
  readonly actions: AppActions & EntryActions & ChatActions & AttentionActions;
  /** Transports that something between client and server does not let through. */
  readonly blocked: Set<Transport>;
  readonly #url: string;
  #cookie: string;
  #wake = (): void => {};

  constructor(url: string, { cookie = "", blocked = [] }: { cookie?: string; blocked?: readonly Transport[] } = {}) {
    this.#url = url;
    this.#cookie = cookie;
    this.blocked = new Set(blocked);
    const network = this.#network();
    const http = createHttpClient(network);
    this.app = createApp({
      clock: browserClock,
      http,
      openers: {
        websocket: (host) => openWebSocketLink(network, host),
        sse: (host) => openSseLink(network, browserClock, host),
        poll: (host) => openPollLink(http, browserClock, host),
      },
      openDatabase: async () => undefined,
      storage() {
        throw new Error("no storage here");
      },
      takeTurns,
      tabs: { tell() {}, listen() {} },
      watchSignals: ({ onWake }) => {
        this.#wake = onWake;
      },
    });
    const { client } = this.app;
    this.actions = {
      ...this.app.actions,
      ...createEntryActions(client),
      ...createChatActions(client),
      ...createAttentionActions(client),
    };
    this.actions.start(undefined);
  }

  get state(): AppState {
    return this.app.store.getState();
  }

  windowOf(roomId: RoomId): RoomWindow | undefined {
    return this.state.windows.get(roomId);
  }

  /** What the room's view lists: bodies, with `…` behind those on their way. */
  linesOf(roomId: RoomId): string[] {
    return selectTimeline(roomId)(this.state).map((item) => {
      return item.kind === "message" ? item.message.body : `${item.pending.body}…`;
    });
  }

  /** Opens a room and waits until it is followed. */
  async open(slugOrId: string | number): Promise<RoomId> {
    const opened = await this.app.actions.openRoom(String(slugOrId));
    if (!opened.ok) throw new Error(opened.error.code);
    const { id } = opened.value;
    await this.until(() => this.windowOf(id)?.loading === undefined && this.windowOf(id) !== undefined, "the room");
    return id;
  }

  async untilLive(): Promise<void> {
    await this.until(() => this.state.connection.kind === "live" && this.state.me !== undefined, "being live");
  }

  /** Something says that the network is back. */
  wake(): void {
    this.#wake();
  }

  until(condition: () => boolean, what: string): Promise<boolean> {
    return eventually(condition, { what, withinMs: 20_000 });
  }

  [Symbol.dispose](): void {
    this.app.stop();
  }

  #network(): Network {
    return {
      origin: () => this.#url,
      fetch: async (url, init) => {
        const isStream = url.includes("/api/v1/events");
        const isPoll = url.includes("/api/v1/sync");
        if ((isStream && this.blocked.has("sse")) || (isPoll && this.blocked.has("poll")))
          throw new TypeError("blocked");
        const headers = { ...(init.headers as Record<string, string>), origin: this.#url, cookie: this.#cookie };
        const response = await fetch(url, { ...init, headers });
        const cookie = response.headers.getSetCookie()[0]?.split(";", 1)[0];
        if (cookie !== undefined) this.#cookie = cookie;
        return response;
      },
      openSocket: (url) => {
        const headers = { origin: this.#url, cookie: this.#cookie };
        const Socket = WebSocket as unknown as SocketWithHeaders;
        return new Socket(this.blocked.has("websocket") ? new URL(nowhere) : url, { headers });
      },
    };
  }
}
