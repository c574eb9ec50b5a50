import type { UserId } from "#protocol/ids.ts";
import type { Context } from "../context.ts";

interface BlockInput {
  readonly userId: UserId;
  readonly blockedId: UserId;
}

/** Nobody but the one who blocks ever knows of it. @throws invalid, not_found, rate_limited. */
export async function blockUser({ rateLimiter, storage }: Context, input: BlockInput): Promise<void> {
  await rateLimiter.use("roomChangesMaxPerUser", input.userId);
  await storage.blockUser(input);
}

/** @throws not_found when they are not blocked, rate_limited. */
export async function unblockUser({ rateLimiter, storage }: Context, input: BlockInput): Promise<void> {
  await rateLimiter.use("roomChangesMaxPerUser", input.userId);
  await storage.unblockUser(input);
}
