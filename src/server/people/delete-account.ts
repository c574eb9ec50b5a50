import { refuseFaults } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import type { Self } from "#protocol/user.ts";
import type { Context } from "../context.ts";
import { checkPassword, wrongPassword } from "./check-password.ts";

/**
 * From the answer on the account is nobody's: no session, no name. Leaving the rooms, and removing the messages if that
 * is wanted, goes on behind it. @throws invalid, last_admin, rate_limited.
 */
export async function deleteAccount(
  context: Context,
  me: Self,
  { password, messages }: { readonly password: string; readonly messages: "keep" | "remove" },
): Promise<void> {
  const passwordHash = await checkPassword(context, me.id, { field: "password", password });
  const removesMessages = messages === "remove";
  const hasBegun = await context.storage.beginDeletion({ userId: me.id, passwordHash, removesMessages });
  if (!hasBegun) refuseFaults({ password: wrongPassword });
  void finishDeletion(context, me.id);
}

/** Goes on with what was under way when the server ended. Several nodes at once do no harm. */
export async function resumeDeletions(context: Pick<Context, "storage" | "log">): Promise<void> {
  for (const userId of await context.storage.listDeletions()) void finishDeletion(context, userId);
}

/** In small steps, between which others have their turn. What fails is taken up at the next start. */
async function finishDeletion({ storage, log }: Pick<Context, "storage" | "log">, userId: UserId): Promise<void> {
  try {
    while (!(await storage.continueDeletion({ userId })).isDone);
  } catch (error) {
    log.warn({ err: error, userId }, "deleting an account goes on at the next start");
  }
}
