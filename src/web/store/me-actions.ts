import type { CallOf } from "#protocol/http-api.ts";
import type { SessionView } from "#protocol/session.ts";
import type { Self } from "#protocol/user.ts";
import { changeAccount } from "./change-account.ts";
import type { Client } from "./client.ts";
import type { Outcome } from "./contract.ts";

/** What I do with my own account. None of these rejects. */
export interface MeActions {
  changeMe(changes: CallOf<"changeMe">["body"]): Promise<Outcome>;
  setAvatar(picture: Blob): Promise<Outcome>;
  removeAvatar(): Promise<Outcome>;
  /** All my other devices are logged out then. */
  changePassword(input: CallOf<"changePassword">["body"]): Promise<Outcome>;
  listSessions(): Promise<Outcome<readonly SessionView[]>>;
  endSession(id: string): Promise<Outcome>;
  endOtherSessions(): Promise<Outcome>;
  deleteMe(input: CallOf<"deleteMe">["body"]): Promise<Outcome>;
}

const uploadTimeoutMs = 120_000;

export function createMeActions(client: Client): MeActions {
  const { http } = client.around;
  return {
    changeMe: async (body) => take(client, await http("changeMe", { body })),
    setAvatar: async (upload) => take(client, await http("setAvatar", { upload, timeoutMs: uploadTimeoutMs })),
    removeAvatar: async () => take(client, await http("removeAvatar", {})),
    changePassword: (body) => withoutConnection(client, () => http("changePassword", { body })),
    listSessions: async () => {
      const answer = await http("listSessions", {});
      return answer.ok ? { ok: true, value: answer.value.sessions } : answer;
    },
    endSession: async (id) => forget(await http("endSession", { params: { id } })),
    endOtherSessions: async () => forget(await http("endOtherSessions", {})),
    deleteMe: (body) =>
      withoutConnection(client, async () => {
        const { me } = client.store.getState();
        const answer = await http("deleteMe", { body });
        if (answer.ok && me) client.drafts.clear(me.id);
        if (answer.ok) changeAccount(client, null);
        return answer;
      }),
  };
}

function take({ store }: Client, answer: Outcome<{ user: Self }>): Outcome {
  if (answer.ok) store.setState({ me: answer.value.user });
  return forget(answer);
}

/**
 * The server ends this session's connections before it answers, so those of all tabs are closed first and opened again
 * afterwards.
 */
async function withoutConnection(client: Client, act: () => Promise<Outcome<unknown>>): Promise<Outcome> {
  const { connection, around } = client;
  around.tabs.tell("renewal");
  connection.stop();
  const answer = await act();
  around.tabs.tell("account");
  connection.restart();
  return forget(answer);
}

function forget(answer: Outcome<unknown>): Outcome {
  return answer.ok ? { ok: true, value: undefined } : answer;
}
