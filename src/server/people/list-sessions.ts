import { hash } from "node:crypto";
import { ParleyError } from "#protocol/errors.ts";
import type { SessionView } from "#protocol/session.ts";
import type { Context } from "../context.ts";
import type { OpenSession, Session } from "../storage/storage.ts";
import { nameDevice } from "./name-device.ts";

/** Where somebody is logged in. */
export async function listSessions({ storage }: Context, mine: Session): Promise<SessionView[]> {
  const sessions = await storage.listSessions({ userId: mine.user.id });
  return sessions.map((session) => toView(session, mine.tokenHash));
}

/** Logs out one of my devices. @throws not_found for what is none of mine. */
export async function endMySession({ storage, sessions }: Context, mine: Session, id: string): Promise<void> {
  const all = await storage.listSessions({ userId: mine.user.id });
  const found = all.find(({ tokenHash }) => idOf(tokenHash) === id);
  if (!found) throw new ParleyError("not_found");
  await sessions.end(found.tokenHash);
}

function toView(session: OpenSession, myTokenHash: string): SessionView {
  const { tokenHash, userAgent, address, createdAt, lastSeenAt } = session;
  return {
    id: idOf(tokenHash),
    device: nameDevice(userAgent),
    address,
    createdAt: new Date(createdAt).toISOString(),
    lastSeenAt: new Date(lastSeenAt).toISOString(),
    isThis: tokenHash === myTokenHash,
  };
}

/** Names a session without telling what it is found by. */
function idOf(tokenHash: string): string {
  return hash("sha256", `session ${tokenHash}`, "base64url").slice(0, 22);
}
