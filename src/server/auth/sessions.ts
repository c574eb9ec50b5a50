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
  open(userId: UserId, device: Device): Promise<OpenedSession>;
  /** Undefined for anything that is no live session's token; text that cannot be one asks nobody. */
  find(token: string): Promise<Session | undefined>;
  end(session: Session): Promise<void>;
  /** Call with every notice: forgets sessions that ended, keeps people's names fresh. */
  onNotice(notice: Notice): void;
}

export interface SessionStore {
  readonly storage: Pick<Storage, "createSession" | "findSession" | "endSession">;
  readonly clock: Pick<Clock, "now">;
}

const tokenPattern = /^[A-Za-z0-9_-]{43}$/;
const dayMs = 86_400_000;

/** Random 256-bit tokens, looked up by their hash and remembered for a moment. */
export function createSessions({ storage, clock }: SessionStore): Sessions {
  const cache = createSessionCache({ storage, clock });
  return {
    async open(userId, device) {
      const token = randomBytes(32).toString("base64url");
      const expiresAt = clock.now() + limits.sessionMaxDays * dayMs;
      const session = await storage.createSession({ tokenHash: hashToken(token), userId, expiresAt, ...device });
      return { token, session };
    },
    async find(token) {
      return tokenPattern.test(token) ? cache.find(hashToken(token)) : undefined;
    },
    async end({ tokenHash }) {
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
