import type { ClientId, MessageId, RoomId } from "#protocol/ids.ts";
import { requirePerson, type Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import type { SentMessage } from "../storage/storage.ts";
import { listNameKeys } from "./list-name-keys.ts";
import { refuseBadBody } from "./refuse-bad-body.ts";

export interface SendInput {
  readonly roomId: RoomId;
  readonly clientId: ClientId;
  readonly body: string;
  readonly replyTo?: MessageId | undefined;
}

/**
 * Sends a message, for HTTP and the socket alike. Resolves once it is durable; a repeated clientId gets the first one.
 * @throws unauthenticated, invalid, blank, rate_limited, client_id_reused, forbidden, not_found.
 */
export async function sendMessage(context: Context, viewer: Viewer, input: SendInput): Promise<SentMessage> {
  const { userId } = requirePerson(viewer);
  refuseBadBody(input.body);
  await context.rateLimiter.use("messagesMaxPerUser", userId);
  const { roomId, clientId, body, replyTo } = input;
  return context.storage.sendMessage({ roomId, author: viewer, clientId, body, replyTo, nameKeys: listNameKeys(body) });
}
