import type { RoomId, UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { User } from "#protocol/user.ts";
import { requirePerson, type Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import type { Storage } from "../storage/storage.ts";

export interface TypingOptions extends Pick<Context, "clock" | "rateLimiter"> {
  readonly storage: Pick<Storage, "findTypist">;
  /** Tells those who look at the room at this moment. */
  tell(roomId: RoomId, typist: User): void;
}

export interface Typing {
  /** Somebody types in a room, by id or slug. @throws unauthenticated, not_found, forbidden, rate_limited */
  type(viewer: Viewer, room: string): Promise<void>;
}

interface Said {
  readonly atMs: number;
  /** The first one's answer serves those that follow it closely, refusals too. */
  readonly answer: Promise<void>;
}

/** Often said, never kept: once per interval for each person and room it is looked at, the rest costs nothing. */
export function createTyping({ clock, rateLimiter, storage, tell }: TypingOptions): Typing {
  const said = new Map<string, Said>();
  const told = new Map<string, { readonly atMs: number }>();

  async function carry(viewer: Viewer, userId: UserId, room: string): Promise<void> {
    await rateLimiter.use("typingMaxPerUser", userId);
    const { roomId, typist } = await storage.findTypist({ viewer, room });
    const key = `${userId} ${roomId}`;
    forgetOld(told, clock.now());
    if (!typist || told.has(key)) return;
    told.set(key, { atMs: clock.now() });
    tell(roomId, typist);
  }

  return {
    async type(viewer, room) {
      const { userId } = requirePerson(viewer);
      const key = `${userId} ${room}`;
      const atMs = clock.now();
      forgetOld(said, atMs);
      const last = said.get(key);
      if (last) return last.answer;
      const answer = carry(viewer, userId, room);
      said.set(key, { atMs, answer });
      return answer;
    },
  };
}

/** They stand in order of time. */
function forgetOld(entries: Map<string, { readonly atMs: number }>, now: number): void {
  for (const [key, { atMs }] of entries) {
    if (now - atMs < limits.typingIntervalMs) return;
    entries.delete(key);
  }
}
