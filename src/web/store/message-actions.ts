import type { MessageId, RoomId } from "#protocol/ids.ts";
import { findBodyFault } from "#protocol/text.ts";
import type { Client } from "./client.ts";
import type { AppActions, Outcome } from "./contract.ts";
import { releaseUnread } from "./hold-unread.ts";

type MessageActions = Pick<AppActions, "send" | "retry" | "discard" | "edit" | "remove" | "setDraft">;

export function createMessageActions(client: Client): MessageActions {
  const { outbox } = client;
  return {
    send(roomId, body) {
      if (findBodyFault(body) !== undefined) return;
      releaseUnread(client, roomId, true);
      outbox.send(roomId, body);
    },
    retry: (clientId) => outbox.retry(clientId),
    discard: (clientId) => outbox.discard(clientId),
    edit: (messageId, body) => edit(client, messageId, body),
    remove: (messageId) => remove(client, messageId),
    setDraft: (roomId, text) => setDraft(client, roomId, text),
  };
}

/** The changed message comes back by the room's log, in its order among all other changes. */
async function edit({ around }: Client, messageId: MessageId, body: string): Promise<Outcome> {
  const edited = await around.http("editMessage", { params: { id: messageId }, body: { body } });
  return edited.ok ? { ok: true, value: undefined } : edited;
}

async function remove({ around }: Client, messageId: MessageId): Promise<Outcome> {
  const removed = await around.http("deleteMessage", { params: { id: messageId } });
  return removed.ok ? { ok: true, value: undefined } : removed;
}

function setDraft({ store, drafts }: Client, roomId: RoomId, text: string): void {
  const { me, drafts: before } = store.getState();
  if ((before.get(roomId) ?? "") === text) return;
  const after = new Map(before);
  if (text === "") after.delete(roomId);
  else after.set(roomId, text);
  store.setState({ drafts: after });
  if (me) drafts.save(me.id, roomId, text);
}
