import { ParleyError } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { Context } from "../context.ts";
import type { Credentials, Session } from "../storage/storage.ts";
import { addressGroup } from "./address-group.ts";
import { isPasswordTooLong } from "./hash-password.ts";
import type { Device, OpenedSession } from "./sessions.ts";
import { usernameKey } from "./username.ts";

export interface LoginInput {
  readonly username: string;
  readonly password: string;
  /** The session that asks; it ends, so that nobody can plant a session before a login. */
  readonly previous?: Session | undefined;
}

/**
 * Opens a session under a new token. An unknown name costs the same hash and gets the same answer as a wrong password.
 * @throws bad_credentials, rate_limited.
 */
export async function logIn(context: Context, input: LoginInput, device: Device): Promise<OpenedSession> {
  const { rateLimiter, sessions } = context;
  if (isPasswordTooLong(input.password)) throw new ParleyError("bad_credentials");
  const account = accountKey(input.username);
  await rateLimiter.use("loginsMaxPerAddress", addressGroup(device.address));
  await rateLimiter.use("loginsMaxPerAccount", account);
  const found = await findRightCredentials(context, account, input.password);
  if (!found) throw new ParleyError("bad_credentials");
  await rateLimiter.refund("loginsMaxPerAccount", account);
  const opened = await sessions.open(found.userId, device, found.passwordHash);
  if (input.previous) await sessions.end(input.previous.tokenHash);
  return opened;
}

async function findRightCredentials(
  { storage, passwords }: Context,
  account: string,
  password: string,
): Promise<Credentials | undefined> {
  const credentials = await storage.findCredentials({ usernameKey: account });
  const isRight = await passwords.isRight(password, credentials?.passwordHash);
  return isRight ? credentials : undefined;
}

/** Longer texts are nobody's name; cut, so that nobody fills the memory of the limits with them. */
function accountKey(username: string): string {
  return usernameKey(
    username
      .toWellFormed()
      .replaceAll("\0", "")
      .slice(0, limits.usernameMaxChars * 4),
  );
}
