import type { UserId } from "#protocol/ids.ts";
import { requirePerson, type Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";

/** Leaves the room (`me`), or removes somebody. @throws unauthenticated, rate_limited, forbidden, not_found, last_owner. */
export async function removeMember(
  context: Context,
  viewer: Viewer,
  { room, user }: { room: string; user: UserId | "me" },
): Promise<void> {
  const { userId } = requirePerson(viewer);
  await context.rateLimiter.use("roomChangesMaxPerUser", userId);
  await context.storage.removeMember({ viewer, room, userId: user === "me" ? userId : user });
}
