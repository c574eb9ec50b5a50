import type { Context } from "../context.ts";
import type { Session } from "../storage/storage.ts";

/** Ends a session everywhere; without one there is nothing to do. */
export async function logOut({ sessions }: Context, session: Session | undefined): Promise<void> {
  if (session) await sessions.end(session.tokenHash);
}
