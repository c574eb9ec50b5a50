import { refuseFaults } from "#protocol/errors.ts";
import type { Self } from "#protocol/user.ts";
import { findPasswordFault } from "../auth/refuse-bad-account.ts";
import type { Device, OpenedSession } from "../auth/sessions.ts";
import type { Context } from "../context.ts";
import { checkPassword, wrongPassword } from "./check-password.ts";

/** Ends all sessions, live connections included, and opens a new one for whoever asked. @throws invalid, rate_limited. */
export async function changePassword(
  context: Context,
  me: Self,
  { current, next }: { readonly current: string; readonly next: string },
  device: Device,
): Promise<OpenedSession> {
  const { passwords, storage, sessions } = context;
  refuseFaults({ next: findPasswordFault(next) });
  const from = await checkPassword(context, me.id, { field: "current", password: current });
  const to = await passwords.hash(next);
  if (!(await storage.changePassword({ userId: me.id, from, to }))) refuseFaults({ current: wrongPassword });
  return sessions.open(me.id, device, to);
}
