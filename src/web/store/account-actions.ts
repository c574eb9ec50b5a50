import { changeAccount } from "./change-account.ts";
import type { Client } from "./client.ts";
import type { AppActions } from "./contract.ts";
import { loadRooms } from "./load-rooms.ts";

type AccountActions = Pick<AppActions, "logOut">;

export function createAccountActions(client: Client): AccountActions {
  return {
    logOut: () => logOut(client),
  };
}

/**
 * The server ends this session's connections before it answers, so ours is closed first. Without an answer the session
 * may still be alive: then nothing is hidden, for the next visit would show it all again.
 */
async function logOut(client: Client): Promise<void> {
  const { me } = client.store.getState();
  client.connection.stop();
  const answer = await client.around.http("logout", {});
  if (answer.ok || answer.error.code === "unauthenticated") {
    if (me) client.drafts.clear(me.id);
    changeAccount(client, null);
    client.around.tabs.tell("account");
  }
  client.connection.restart();
  await loadRooms(client);
}
