import type { FastifyReply } from "fastify";
import type { ErrorView } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { HistoryPage } from "../../storage/storage.ts";
import { askingLogin } from "./ask-login.ts";
import { makeClientId } from "./make-client-id.ts";
import { roomPath } from "./paths.ts";
import { type Ask, sendPage, type Site } from "./site.ts";

export interface RoomAsk {
  /** Slug, or id. */
  readonly room: string;
  /** Ask for the messages before this number, instead of the newest. */
  readonly before?: number | undefined;
  /** A message that was not taken: why, and its text. */
  readonly refused?: RefusedMessage;
}

export interface RefusedMessage {
  readonly error: ErrorView;
  readonly status: number;
  readonly content: string;
}

/** The room with its newest messages. @throws not_found; unauthenticated where logging in would help. */
export async function showRoom(site: Site, ask: Ask, { room: name, before, refused }: RoomAsk): Promise<FastifyReply> {
  const { viewer, reply } = ask;
  const { room, history } = await askingLogin(site.context, { viewer, room: name }, () =>
    readRoom(site, ask, { room: name, before }),
  );
  if (name !== room.slug) return reply.redirect(roomPath(room.slug), 302);
  return sendPage(site, ask, {
    page: "room",
    room,
    messages: history.messages,
    hasMore: history.hasMore,
    position: history.position,
    isOlder: before !== undefined,
    clientId: makeClientId(),
    ...(refused && { status: refused.status, error: refused.error, values: { content: refused.content } }),
  });
}

/** The room is read after its messages: a client that goes on from their position repeats a change, but misses none. */
async function readRoom(
  { context: { storage } }: Site,
  { viewer }: Ask,
  query: Pick<RoomAsk, "room" | "before">,
): Promise<{ room: RoomForMe; history: HistoryPage }> {
  const history = await storage.listMessages({ ...query, viewer, limit: limits.pageMessages });
  return { history, room: await storage.getRoom({ viewer, room: String(history.roomId) }) };
}
