import { limits } from "#protocol/limits.ts";
import type { Message } from "#protocol/message.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { Context } from "../../context.ts";
import { askingLogin } from "../pages/ask-login.ts";

/** At most one of the two; neither: the newest. Each is a message's number in its room. */
export interface Span {
  readonly room: string;
  readonly after?: number | undefined;
  readonly before?: number | undefined;
}

/**
 * Messages as a polling client reads them: oldest first, without the deleted ones. Of what is new, the oldest come
 * first, so that a client that is far behind catches up poll by poll; empty means that there is nothing.
 * @throws not_found; unauthenticated where logging in would help.
 */
export function readMessages(context: Context, viewer: Viewer, span: Span): Promise<readonly Message[]> {
  return askingLogin(context, { viewer, room: span.room }, () => readKept(context, viewer, span));
}

async function readKept(context: Context, viewer: Viewer, span: Span): Promise<readonly Message[]> {
  const limit = span.after === undefined ? limits.pageMessages : limits.pollMaxMessages;
  const page = await context.storage.listMessages({ ...span, viewer, limit });
  const kept = page.messages.filter(({ deletedAt }) => deletedAt === undefined);
  if (kept.length > 0 || !page.hasMore) return kept;
  // A page of deleted ones only would look like the end.
  return readKept(context, viewer, goOn(span, page.messages));
}

function goOn({ room, after }: Span, page: readonly Message[]): Span {
  return after === undefined ? { room, before: page[0]?.seq } : { room, after: page.at(-1)?.seq };
}
