import { hash, timingSafeEqual } from "node:crypto";
import { ParleyError } from "#protocol/errors.ts";
import type { Context } from "../context.ts";
import { addressGroup } from "./address-group.ts";
import { refuseBadAccount, type AccountInput } from "./refuse-bad-account.ts";
import { toNewUser } from "./register.ts";
import type { Device, OpenedSession } from "./sessions.ts";

/**
 * Makes the one first administrator, for whoever has the code that the server printed, and logs them in.
 * @throws invalid, bad_setup_code, already_set_up, username_taken, rate_limited.
 */
export async function setUp(
  context: Context,
  input: AccountInput & { readonly code: string },
  device: Device,
): Promise<OpenedSession> {
  const { rateLimiter, sessions, setupCode, setupLane, storage } = context;
  if (setupCode === undefined) throw new ParleyError("already_set_up");
  const group = addressGroup(device.address);
  await rateLimiter.use("setupsMaxPerAddress", group);
  if (!isSameCode(input.code, setupCode)) throw new ParleyError("bad_setup_code");
  await rateLimiter.refund("setupsMaxPerAddress", group);
  refuseBadAccount(input);
  const user = await setupLane.run(async () => {
    if (await storage.hasAdmin()) throw new ParleyError("already_set_up");
    return storage.createFirstAdmin(await toNewUser(context, input));
  });
  return sessions.open(user.id, device);
}

/** Over hashes, so that neither length nor content shows in the time. */
function isSameCode(given: string, expected: string): boolean {
  return timingSafeEqual(hash("sha256", given.trim(), "buffer"), hash("sha256", expected, "buffer"));
}
