import type { Self } from "#protocol/user.ts";
import type { Clock } from "../clock.ts";
import type { Session, Storage } from "../storage/storage.ts";

/** Sessions that were asked for a moment ago, by the hash of their token. */
export interface SessionCache {
  find(tokenHash: string): Promise<Session | undefined>;
  forget(tokenHash: string): void;
  /** Puts new facts about a person into their sessions. */
  renew(user: Self): void;
}

export interface SessionSource {
  readonly storage: Pick<Storage, "findSession">;
  readonly clock: Pick<Clock, "now">;
}

interface Found {
  readonly session: Session;
  readonly foundAt: number;
}

const cacheMaxSessions = 10_000;
/** A session that another process ended is noticed within this, even when its notice got lost. */
const cacheMaxAgeMs = 1_000;

export function createSessionCache({ storage, clock }: SessionSource): SessionCache {
  const cache = new Map<string, Found>();
  const lookups = new Map<string, Promise<Session | undefined>>();

  function lookUp(tokenHash: string): Promise<Session | undefined> {
    const known = lookups.get(tokenHash);
    if (known) return known;
    cache.delete(tokenHash);
    const lookup = load();
    lookups.set(tokenHash, lookup);
    return lookup;

    async function load(): Promise<Session | undefined> {
      const foundAt = clock.now();
      try {
        const session = await storage.findSession({ tokenHash });
        // One that ended while it was looked up is no longer among the look-ups, and must not be remembered.
        if (session && lookups.get(tokenHash) === lookup) remember({ session, foundAt });
        return session;
      } finally {
        if (lookups.get(tokenHash) === lookup) lookups.delete(tokenHash);
      }
    }
  }

  function remember(found: Found): void {
    const [oldest] = cache.keys();
    if (oldest !== undefined && cache.size >= cacheMaxSessions) cache.delete(oldest);
    cache.set(found.session.tokenHash, found);
  }

  return {
    async find(tokenHash) {
      const cached = cache.get(tokenHash);
      const isFresh = cached !== undefined && clock.now() - cached.foundAt < cacheMaxAgeMs;
      const session = isFresh ? cached.session : await lookUp(tokenHash);
      return session && session.expiresAt > clock.now() ? session : undefined;
    },
    forget(tokenHash) {
      cache.delete(tokenHash);
      lookups.delete(tokenHash);
    },
    renew(user) {
      for (const [tokenHash, { session, foundAt }] of cache) {
        if (session.user.id === user.id) cache.set(tokenHash, { session: { ...session, user }, foundAt });
      }
    },
  };
}
