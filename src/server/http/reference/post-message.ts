import { ParleyError } from "#protocol/errors.ts";
import type { ClientId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import { requirePerson, type Viewer } from "../../auth/viewer.ts";
import type { Context } from "../../context.ts";
import { refuseBadBody } from "../../messages/refuse-bad-body.ts";
import { sendMessage } from "../../messages/send-message.ts";
import { addMembers } from "../../rooms/add-members.ts";
import { deriveClientId, makeClientId } from "../pages/make-client-id.ts";

export interface Post {
  /** Slug, or id. */
  readonly room: string;
  readonly body: string;
  readonly clientId?: ClientId | undefined;
}

/**
 * Says something in a room, as applications know it that have no membership: whoever may join it and is not in it
 * joins it first.
 * @throws unauthenticated, blank, invalid, rate_limited, client_id_reused, forbidden, not_found.
 */
export async function postMessage(context: Context, viewer: Viewer, post: Post): Promise<Message> {
  const { body, clientId = makeClientId() } = post;
  requirePerson(viewer);
  refuseBadBody(body);
  const room = await context.storage.getRoom({ viewer, room: post.room });
  if (!room.membership) await addMembers(context, viewer, { room: String(room.id) });
  const { message } = await sendMessage(context, viewer, { roomId: room.id, clientId, body });
  return message;
}

/**
 * The same for a form, whose client id was made with its page: whoever goes back to that page and writes something
 * else into it writes another message.
 */
export async function postForm(context: Context, viewer: Viewer, post: Post): Promise<Message> {
  const { clientId, body } = post;
  try {
    return await postMessage(context, viewer, post);
  } catch (error) {
    const isReused = error instanceof ParleyError && error.code === "client_id_reused";
    if (!isReused || clientId === undefined) throw error;
    return postMessage(context, viewer, { ...post, clientId: deriveClientId(clientId, body) });
  }
}
