import type { UserId } from "#protocol/ids.ts";
import type { Preferences } from "#protocol/preferences.ts";
import type { Context } from "../context.ts";

/** Changes what is given, on all devices. @throws rate_limited. */
export async function changePreferences(
  { rateLimiter, storage }: Context,
  userId: UserId,
  changes: Partial<Preferences>,
): Promise<Preferences> {
  await rateLimiter.use("roomChangesMaxPerUser", userId);
  return storage.changePreferences({ userId, changes });
}
