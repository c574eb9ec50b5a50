import type { RoomId } from "#protocol/ids.ts";
import type { FeedView } from "../client/feed-client.ts";
import type { Client } from "./client.ts";
import type { AppState, RoomWindow } from "./contract.ts";
import { putFromLog, putLastMessage } from "./merge-rooms.ts";
import { savePauseMs } from "./on-frame.ts";

/** Shows what the feeds brought: one change of the store for many events. */
export function publishFeeds(client: Client, views: ReadonlyMap<RoomId, FeedView>): void {
  const { store, outbox, saving, warmRooms } = client;
  store.setState((state) => mirror(state, views));
  for (const { clientId } of findConfirmed(store.getState(), views)) outbox.confirm(clientId);
  outbox.onShown();
  for (const [roomId, { error, isLoading }] of views) {
    if (error && !isLoading) void client.cache.dropWindow(roomId);
    else if (!isLoading) warmRooms.markChanged(roomId);
  }
  saving.request(savePauseMs);
}

function mirror(state: AppState, views: ReadonlyMap<RoomId, FeedView>): Partial<AppState> {
  const windows = new Map(state.windows);
  let { rooms } = state;
  for (const [roomId, view] of views) {
    windows.set(roomId, toWindow(view, windows.get(roomId)));
    if (view.state.room && view.state.seq > 0) rooms = putFromLog(rooms, view.state.room);
    if (!view.isLoading) rooms = putLastMessage(rooms, roomId, view.state.messages);
  }
  return { windows, rooms };
}

function toWindow({ state, isLoading, error }: FeedView, before: RoomWindow | undefined): RoomWindow {
  const loading = isLoading && !error ? "fresh" : before?.loading === "older" ? "older" : undefined;
  return {
    state,
    loading,
    dividerN: before?.dividerN,
    ...(before?.isHeld && { isHeld: true }),
    ...(error && { error }),
  };
}

/** Messages of mine on their way that a window shows by now, whichever tab or road brought them there. */
function findConfirmed({ outbox, me }: AppState, views: ReadonlyMap<RoomId, FeedView>): AppState["outbox"] {
  return outbox.filter(({ roomId, clientId }) => {
    const messages = views.get(roomId)?.state.messages ?? [];
    return messages.findLast((message) => message.clientId === clientId)?.author.id === me?.id;
  });
}
