import type { CallOf } from "#protocol/http-api.ts";
import type { Self } from "#protocol/user.ts";
import type { Context } from "../context.ts";
import { refuseBadProfile } from "./refuse-bad-profile.ts";

/** Changes what is given; an empty text is no longer told. @throws invalid, rate_limited. */
export async function changeMe(
  { clock, rateLimiter, storage }: Context,
  me: Self,
  changes: CallOf<"changeMe">["body"],
): Promise<Self> {
  if (Object.values(changes).every((value) => value === undefined)) return me;
  const { status, ...rest } = changes;
  const until = status?.until === undefined ? undefined : Date.parse(status.until);
  refuseBadProfile(changes, until, clock.now());
  await rateLimiter.use("roomChangesMaxPerUser", me.id);
  const { text = "", emoji = "" } = status ?? {};
  const isNone = text === "" && emoji === "";
  return storage.changeUser({
    userId: me.id,
    ...rest,
    ...(status !== undefined && { status: isNone ? null : { text, emoji, until } }),
  });
}
