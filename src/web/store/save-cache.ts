import type { Client } from "./client.ts";

/** Keeps what is in sight for the next start. Guests have nothing to come back to. */
export function saveCache({ store, cache, warmRooms, around }: Client): void {
  const { me, rooms, windows } = store.getState();
  const changed = warmRooms.takeChanged();
  if (!me) return;
  const mine = [...rooms.values()].filter(({ membership }) => membership);
  void cache.saveHome({ me, rooms: mine });
  for (const roomId of changed) {
    const window = windows.get(roomId);
    if (window && !window.error && window.state.epoch !== "") void cache.saveWindow(window.state, around.clock.now());
  }
}
