import type { Scheduled } from "../platform/clock.ts";
import { emptyState } from "../client/feed.ts";
import { changeAccount } from "./change-account.ts";
import type { Client } from "./client.ts";
import type { Boot } from "./contract.ts";
import { putRooms } from "./merge-rooms.ts";
import { markEntered } from "./open-room.ts";

/** Takes over what the page carried, at once, or what the cache holds, a moment later; then goes live. */
export function startClient(client: Client, boot: Boot | undefined): void {
  const { around, connection, saving } = client;
  around.watchSignals({ onWake: () => connection.wake(), onHide: () => saving.run() });
  listenToTabs(client);
  if (boot) takeBoot(client, boot);
  else void takeCache(client);
  connection.restart();
}

/** Longer than exchanging a session takes; should the tab that does it end meanwhile, the others go on by themselves. */
const renewalMaxMs = 10_000;

function listenToTabs({ around, connection, outbox }: Client): void {
  let waiting: Scheduled | undefined;
  const restart = () => {
    waiting?.cancel();
    waiting = undefined;
    connection.restart();
  };
  around.tabs.listen((news) => {
    if (news === "outbox") return void outbox.refresh();
    if (news === "account") return restart();
    waiting?.cancel();
    connection.stop();
    waiting = around.clock.schedule(restart, renewalMaxMs);
  });
}

function takeBoot(client: Client, { me, rooms, room: open }: Boot): void {
  const { store, feeds } = client;
  changeAccount(client, me);
  store.setState((state) => ({ rooms: putRooms(state.rooms, open ? [...rooms, open.room] : rooms) }));
  if (!open) return;
  const { room, messages, hasMore, position } = open;
  const seq = Math.min(position.seq, room.seq);
  feeds.open(room.id, { ...emptyState(room.id, room), epoch: position.epoch, seq, messages, hasMore });
  markEntered(client, room);
}

async function takeCache(client: Client): Promise<void> {
  const home = await client.cache.loadHome();
  if (!home || client.store.getState().me !== undefined) return;
  changeAccount(client, home.me);
  client.store.setState(({ rooms }) => ({ rooms: putRooms(rooms, home.rooms) }));
}
