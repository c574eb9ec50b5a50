import { ParleyError } from "#protocol/errors.ts";
import type { Session } from "../storage/storage.ts";

/** @throws unauthenticated for guests */
export function requireSession(session: Session | undefined): Session {
  if (!session) throw new ParleyError("unauthenticated");
  return session;
}
