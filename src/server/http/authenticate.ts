import type { IncomingHttpHeaders } from "node:http";
import { ParleyError } from "#protocol/errors.ts";
import { guest, viewerOf, type Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import type { Session } from "../storage/storage.ts";
import { readSessionCookie } from "./session-cookie.ts";

export interface Authenticated {
  readonly viewer: Viewer;
  readonly session?: Session;
}

/**
 * Who asks, by `Authorization: Bearer` or else by cookie; also for the bare request of an upgrade. A cookie that has
 * ended makes a guest, as for a browser whose session ran out.
 * @throws ParleyError unauthenticated when an `Authorization` header is there but no good: a bot wants to know.
 */
export async function authenticate(
  context: Pick<Context, "config" | "sessions">,
  headers: IncomingHttpHeaders,
): Promise<Authenticated> {
  const { authorization } = headers;
  const token = authorization === undefined ? readSessionCookie(context.config, headers) : readBearer(authorization);
  const session = token === undefined ? undefined : await context.sessions.find(token);
  if (session) return { viewer: viewerOf(session.user), session };
  if (authorization !== undefined) throw new ParleyError("unauthenticated");
  return { viewer: guest };
}

function readBearer(authorization: string): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1];
}
