import { randomInt } from "node:crypto";
import type { UserId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { requirePerson, type Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";

/** The chat with these people, made when there is none; with nobody: notes to myself. @throws invalid, rate_limited. */
export async function openDirect(
  context: Context,
  viewer: Viewer,
  userIds: readonly UserId[],
): Promise<{ room: RoomForMe; isNew: boolean }> {
  const { userId } = requirePerson(viewer);
  await context.rateLimiter.use("chatsMaxPerUser", userId);
  return context.storage.openDirect({ viewer, userIds, slug: makeChatSlug() });
}

const letters = "abcdefghijklmnopqrstuvwxyz";

/** Says nothing of who talks there. 26^10 of them: two never meet. */
function makeChatSlug(): string {
  return `chat-${Array.from({ length: 10 }, () => letters.charAt(randomInt(letters.length))).join("")}`;
}
