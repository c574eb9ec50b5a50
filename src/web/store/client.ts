import type { StoreApi } from "zustand/vanilla";
import type { Epoch } from "#protocol/ids.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import { Connection } from "../client/connection.ts";
import { Courier } from "../client/courier.ts";
import { Drafts } from "../client/drafts.ts";
import { FeedClient } from "../client/feed-client.ts";
import type { HttpClient } from "../client/http-client.ts";
import type { Look, OpenLink } from "../client/link.ts";
import { LocalCache } from "../client/local-cache.ts";
import { createOutboxShelf } from "../client/outbox-shelf.ts";
import { Outbox } from "../client/outbox.ts";
import { ReadMarks } from "../client/read-marks.ts";
import { Throttle } from "../client/throttle.ts";
import type { Clock } from "../platform/clock.ts";
import type { BrowserDatabase } from "../platform/database.ts";
import { makeClientId } from "../platform/make-client-id.ts";
import type { Tabs } from "../platform/tabs.ts";
import type { TakeTurns } from "../platform/take-turns.ts";
import type { Signals } from "../platform/watch-signals.ts";
import type { AppState, Transport } from "./contract.ts";
import { loadFresh } from "./load-fresh.ts";
import { onConnectionState } from "./on-connection-state.ts";
import { onFrame } from "./on-frame.ts";
import { publishFeeds } from "./publish-feeds.ts";
import { saveCache } from "./save-cache.ts";
import { tellRead } from "./tell-read.ts";
import { WarmRooms } from "./warm-rooms.ts";

/** What the client needs of the world around it. */
export interface Surroundings {
  readonly clock: Clock;
  readonly http: HttpClient;
  readonly openers: Readonly<Record<Transport, OpenLink>>;
  readonly openDatabase: () => Promise<BrowserDatabase | undefined>;
  readonly storage: () => Storage;
  readonly takeTurns: TakeTurns;
  readonly tabs: Tabs;
  readonly watchSignals: (signals: Signals) => void;
}

/** Everything behind the views, tied together over the store's state. */
export interface Client {
  readonly around: Surroundings;
  readonly store: StoreApi<AppState>;
  readonly connection: Connection;
  readonly feeds: FeedClient;
  readonly outbox: Outbox;
  readonly courier: Courier;
  readonly readMarks: ReadMarks;
  readonly cache: LocalCache;
  readonly drafts: Drafts;
  readonly warmRooms: WarmRooms;
  readonly saving: Throttle;
  /** Takes what is in no log; comes later than the page. */
  passing: { onFrame(frame: ServerFrame): void; look(): Look } | undefined;
  /** My place in my own log, once a welcome told it. */
  own: { readonly epoch: Epoch; readonly seq: number } | undefined;
}

export function createClient(store: StoreApi<AppState>, around: Surroundings): Client {
  const { clock, http, takeTurns, tabs } = around;
  const link = () => client.connection.link;
  const courier = new Courier(link, http, clock);
  const client: Client = {
    around,
    store,
    courier,
    connection: new Connection({
      clock,
      openers: around.openers,
      reading: () => ({ own: client.own, rooms: client.feeds.positions, look: client.passing?.look() }),
      onState: (state) => onConnectionState(client, state),
      onRestart: () => client.feeds.onRestart(),
      onFrame: (frame) => onFrame(client, frame),
    }),
    feeds: new FeedClient({
      clock,
      link,
      loadFresh: (roomId) => loadFresh(client, roomId),
      roomOf: (roomId) => store.getState().rooms.get(roomId),
      publish: (views) => publishFeeds(client, views),
    }),
    outbox: new Outbox({
      clock,
      shelf: createOutboxShelf(around.openDatabase),
      takeTurns,
      makeClientId,
      canSend: () => link() !== undefined,
      deliver: (letter) => courier.deliver(letter),
      isShown(roomId, seq) {
        const window = store.getState().windows.get(roomId);
        return !window || window.error !== undefined || window.state.seq >= seq;
      },
      publish: (outbox, isOutboxVolatile) => store.setState({ outbox, isOutboxVolatile }),
      onShelved: () => tabs.tell("outbox"),
    }),
    readMarks: new ReadMarks({ clock, tell: (roomId, upTo) => tellRead(client, roomId, upTo) }),
    cache: new LocalCache(around.openDatabase),
    drafts: new Drafts(around.storage),
    warmRooms: new WarmRooms(),
    saving: new Throttle(clock, () => saveCache(client)),
    passing: undefined,
    own: undefined,
  };
  return client;
}
