import type { MessageId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import { requirePerson, type Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import { listNameKeys } from "./list-name-keys.ts";
import { refuseBadBody } from "./refuse-bad-body.ts";

/** @throws unauthenticated, invalid, blank, rate_limited, forbidden, not_found. */
export async function editMessage(
  context: Context,
  viewer: Viewer,
  { messageId, body }: { messageId: MessageId; body: string },
): Promise<Message> {
  const { userId } = requirePerson(viewer);
  refuseBadBody(body);
  await context.rateLimiter.use("messagesMaxPerUser", userId);
  return context.storage.editMessage({ viewer, messageId, body, nameKeys: listNameKeys(body) });
}
