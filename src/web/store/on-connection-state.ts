import type { Client } from "./client.ts";
import type { ConnectionState } from "./contract.ts";
import { changeAccount } from "./change-account.ts";

export function onConnectionState(client: Client, connection: ConnectionState): void {
  const { clock } = client.around;
  client.store.setState(({ troubledSinceMs }) => ({
    connection,
    troubledSinceMs: isTrouble(connection) ? (troubledSinceMs ?? clock.now()) : undefined,
  }));
  client.courier.onLinkChange();
  if (connection.kind === "ended" && connection.reason === "session") changeAccount(client, null);
  // The welcome comes with the same bytes: by the next microtask it is known who is welcome.
  if (connection.kind === "live") queueMicrotask(() => onLive(client));
}

function isTrouble({ kind }: ConnectionState): boolean {
  return kind === "connecting" || kind === "waiting";
}

function onLive({ outbox, readMarks }: Client): void {
  outbox.wake();
  readMarks.onLive();
}
