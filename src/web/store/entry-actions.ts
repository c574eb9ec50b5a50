import type { Self } from "#protocol/user.ts";
import type { Client } from "./client.ts";
import { changeAccount } from "./change-account.ts";
import type { EntryActions, Outcome } from "./contract.ts";
import { loadRooms } from "./load-rooms.ts";

export function createEntryActions(client: Client): EntryActions {
  const { http } = client.around;
  return {
    register: async (body) => enter(client, await http("register", { body })),
    logIn: async (body) => enter(client, await http("login", { body })),
    setUp: async (body) => enter(client, await http("setUp", { body })),
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
