import { refuseFaults } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import { isPasswordTooLong } from "../auth/hash-password.ts";
import type { Context } from "../context.ts";

/**
 * Is it really they who sit there? Answers with the hash that was right.
 * @throws invalid, naming the field, for a wrong password; rate_limited.
 */
export async function checkPassword(
  { rateLimiter, storage, passwords }: Context,
  userId: UserId,
  { field, password }: { readonly field: string; readonly password: string },
): Promise<string> {
  await rateLimiter.use("passwordChecksMaxPerUser", userId);
  const hash = isPasswordTooLong(password) ? undefined : await storage.findPasswordHash({ userId });
  const isRight = hash !== undefined && (await passwords.isRight(password, hash));
  if (!isRight) refuseFaults({ [field]: wrongPassword });
  await rateLimiter.refund("passwordChecksMaxPerUser", userId);
  return hash ?? "";
}

export const wrongPassword = "this is not your password";
