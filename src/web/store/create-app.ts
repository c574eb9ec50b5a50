import { createStore, type StoreApi } from "zustand/vanilla";
import { createAccountActions } from "./account-actions.ts";
import { createClient, type Client, type Surroundings } from "./client.ts";
import type { AppActions, AppState } from "./contract.ts";
import { initialState } from "./initial-state.ts";
import { createMessageActions } from "./message-actions.ts";
import { createReadingActions } from "./reading-actions.ts";
import { createRoomActions } from "./room-actions.ts";
import { startClient } from "./start-client.ts";

export interface App {
  readonly store: StoreApi<AppState>;
  readonly actions: AppActions;
  /** For actions that come with the views which need them. */
  readonly client: Client;
  /** Closes its connection, for good. */
  stop(): void;
}

/** The whole client without views. Touches nothing around it until `start`, so that a server can render with it. */
export function createApp(around: Surroundings): App {
  const store = createStore<AppState>(() => initialState);
  const client: Client = createClient(store, around);
  let isStarted = false;
  const actions: AppActions = {
    start(boot) {
      if (isStarted) return;
      isStarted = true;
      startClient(client, boot);
    },
    ...createAccountActions(client),
    ...createRoomActions(client),
    ...createMessageActions(client),
    ...createReadingActions(client),
  };
  return { store, actions, client, stop: () => client.connection.stop() };
}
