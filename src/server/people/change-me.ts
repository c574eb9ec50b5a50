import { refuseFaults } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import { findLineFault } from "#protocol/text.ts";
import type { Self } from "#protocol/user.ts";
import type { Context } from "../context.ts";

/** Changes what is given. @throws invalid, rate_limited. */
export async function changeMe(
  { rateLimiter, storage }: Context,
  me: Self,
  { displayName }: { displayName?: string | undefined },
): Promise<Self> {
  if (displayName === undefined) return me;
  refuseFaults({ displayName: findLineFault(displayName, limits.displayNameMaxChars) });
  await rateLimiter.use("roomChangesMaxPerUser", me.id);
  return storage.changeUser({ userId: me.id, displayName });
}
