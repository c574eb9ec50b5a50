import { hash, randomBytes } from "node:crypto";
import type { UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { Clock } from "../clock.ts";
import type { Notice, Session, Storage } from "../storage/storage.ts";
import { createSessionCache } from "./session-cache.ts";

/** Where a session was opened, for its owner to recognise it by. */
export interface Device {
  readonly userAgent: string;
  readonly address: string;
}

export interface OpenedSession {
  /** The only place where the token is readable; the database keeps its hash. */
  readonly token: string;
  readonly session: Session;
}

export interface Sessions {
  /** @param passwordHash as it was checked: none is opened when it has changed since. @throws bad_credentials */
  open(userId: UserId, device: Device, passwordHash?: string): Promise<OpenedSession>;
  /** Undefined for anything that is no live session's token; text that cannot be one asks nobody. */
  find(token: string): Promise<Session | undefined>;
  end(tokenHash: string): Promise<void>;
  /** Call with every notice: forgets sessions that ended, keeps people's names fresh. */
  onNotice(notice: Notice): void;
}

export interface SessionStore {
  readonly storage: Pick<Storage, "createSession" | "findSession" | "endSession" | "touchSession">;
  readonly clock: Pick<Clock, "now">;
}

const tokenPattern = /^[A-Za-z0-9_-]{43}$/;
const dayMs = 86_400_000;
/** "Last seen" is written no more often. */
const seenEveryMs = 3_600_000;

/** Random 256-bit tokens, looked up by their hash and remembered for a moment. */
export function createSessions({ storage, clock }: SessionStore): Sessions {
  const cache = createSessionCache({ storage, clock });
  const noting = new Set<string>();

  /** Not waited for: a request is answered also when this cannot be written. */
  function noteUse({ tokenHash, seenAt }: Session): void {
    if (clock.now() - seenAt < seenEveryMs || noting.has(tokenHash)) return;
    noting.add(tokenHash);
    storage
      .touchSession({ tokenHash })
      .then(() => cache.forget(tokenHash))
      .catch(() => undefined)
      .finally(() => noting.delete(tokenHash));
  }

  return {
    async open(userId, device, passwordHash) {
      const token = randomBytes(32).toString("base64url");
      const expiresAt = clock.now() + limits.sessionMaxDays * dayMs;
      const tokenHash = hashToken(token);
      const session = await storage.createSession({ tokenHash, userId, expiresAt, ...device, passwordHash });
      return { token, session };
    },
    async find(token) {
      const session = tokenPattern.test(token) ? await cache.find(hashToken(token)) : undefined;
      if (session) noteUse(session);
      return session;
    },
    async end(tokenHash) {
      await storage.endSession({ tokenHash });
      cache.forget(tokenHash);
    },
    onNotice(notice) {
      if (notice.to === "session") cache.forget(notice.tokenHash);
      if (notice.to === "user" && notice.event.type === "profile") cache.renew(notice.event.user);
    },
  };
}

function hashToken(token: string): string {
  return hash("sha256", token, "base64url");
}
