import type { MessageId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import { requirePerson, type Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";

/** @throws unauthenticated, forbidden, not_found. */
export async function deleteMessage({ storage }: Context, viewer: Viewer, messageId: MessageId): Promise<Message> {
  requirePerson(viewer);
  return storage.deleteMessage({ viewer, messageId });
}
