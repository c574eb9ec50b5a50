import { limits } from "#protocol/limits.ts";
import type { Context } from "../context.ts";
import type { Session } from "../storage/storage.ts";
import { listSessions } from "./list-sessions.ts";

/**
 * All that somebody told and wrote here, as JSON piece by piece: never more than one page of messages is in memory.
 * @throws rate_limited, before the first piece.
 */
export async function writeExport(context: Context, session: Session): Promise<AsyncIterable<string>> {
  await context.rateLimiter.use("exportsMaxPerUser", session.user.id);
  return writePieces(context, session);
}

async function* writePieces(context: Context, session: Session): AsyncGenerator<string> {
  const { storage, clock } = context;
  const { user } = session;
  const { rooms } = await storage.listMyRooms({ userId: user.id });
  const head = {
    exportedAt: new Date(clock.now()).toISOString(),
    profile: user,
    rooms: rooms.map(({ id, slug, name, kind, membership }) => ({ id, slug, name, kind, membership })),
    sessions: await listSessions(context, session),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"messages":[`;
  let after = "";
  for (;;) {
    const messages = await storage.listMyMessages({ userId: user.id, after, limit: limits.pollMaxMessages });
    const last = messages.at(-1)?.clientId;
    if (last === undefined) break;
    const text = messages.map((message) => JSON.stringify(message)).join(",\n");
    yield after === "" ? text : `,\n${text}`;
    after = last;
  }
  yield "]}\n";
}
