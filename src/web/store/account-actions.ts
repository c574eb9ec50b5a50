import type { Self } from "#protocol/user.ts";
import { changeAccount } from "./change-account.ts";
import type { Client } from "./client.ts";
import type { AppActions, Outcome } from "./contract.ts";
import { loadRooms } from "./load-rooms.ts";

type AccountActions = Pick<AppActions, "register" | "logIn" | "logOut" | "setUp">;

export function createAccountActions(client: Client): AccountActions {
  const { http } = client.around;
  return {
    register: async (body) => enter(client, await http("register", { body })),
    logIn: async (body) => enter(client, await http("login", { body })),
    setUp: async (body) => enter(client, await http("setUp", { body })),
    logOut: () => logOut(client),
  };
}

/** Goes live as the person who has just logged in; resolves when their rooms are known. */
async function enter(client: Client, answer: Outcome<{ user: Self }>): Promise<Outcome> {
  if (!answer.ok) return answer;
  changeAccount(client, answer.value.user);
  client.around.tabs.tell("account");
  client.connection.restart();
  await loadRooms(client);
  return { ok: true, value: undefined };
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
