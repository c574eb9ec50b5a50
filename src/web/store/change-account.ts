import type { Self } from "#protocol/user.ts";
import type { Client } from "./client.ts";
import { initialState } from "./initial-state.ts";
import { putWelcome } from "./merge-rooms.ts";

/**
 * Somebody else, or nobody, is logged in now: nothing of the person before stays in sight or in the cache. What they
 * wrote and could not send yet stays on its shelf until they come back. The same person again changes nothing.
 */
export function changeAccount(client: Client, me: Self | null): void {
  const { store, outbox } = client;
  const before = store.getState().me;
  store.setState({ me });
  if (before?.id === me?.id && before !== undefined) return;
  if (before) forget(client);
  store.setState({ drafts: me ? client.drafts.load(me.id) : new Map() });
  void outbox.load(me?.id);
}

function forget(client: Client): void {
  client.own = undefined;
  client.readMarks.clear();
  client.feeds.closeAll();
  client.warmRooms.clear();
  client.store.setState(({ rooms }) => ({
    windows: new Map(),
    preferences: initialState.preferences,
    blocks: new Set(),
    rooms: new Map([...putWelcome(rooms, [])].filter(([, room]) => room.readableBy === "everyone")),
  }));
  void client.cache.clear();
}
