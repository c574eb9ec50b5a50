import type { Context } from "../context.ts";
import type { NewUser } from "../storage/storage.ts";
import { addressGroup } from "./address-group.ts";
import { refuseBadAccount, type AccountInput } from "./refuse-bad-account.ts";
import type { Device, OpenedSession } from "./sessions.ts";
import { toUsername, usernameKey } from "./username.ts";

/** Makes an account and logs it in. @throws invalid, username_taken, rate_limited. */
export async function register(context: Context, input: AccountInput, device: Device): Promise<OpenedSession> {
  refuseBadAccount(input);
  await context.rateLimiter.use("registrationsMaxPerAddress", addressGroup(device.address));
  const user = await context.storage.createUser(await toNewUser(context, input));
  return context.sessions.open(user.id, device);
}

export async function toNewUser({ passwords }: Pick<Context, "passwords">, input: AccountInput): Promise<NewUser> {
  const username = toUsername(input.username);
  return {
    username,
    usernameKey: usernameKey(username),
    displayName: input.displayName ?? username,
    passwordHash: await passwords.hash(input.password),
  };
}
