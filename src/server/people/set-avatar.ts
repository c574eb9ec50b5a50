import { hash } from "node:crypto";
import type { Self } from "#protocol/user.ts";
import type { Context } from "../context.ts";

/** Takes a picture that somebody sent. @throws bad_picture, rate_limited. */
export async function setAvatar(
  { pictures, rateLimiter, storage }: Context,
  me: Self,
  sent: Uint8Array,
): Promise<Self> {
  await rateLimiter.use("avatarsMaxPerUser", me.id);
  const bytes = await pictures.renderAvatar(sent);
  // The name tells the content, so that whoever has it may keep it for ever.
  const picture = { hash: hash("sha256", bytes, "base64url").slice(0, 32), bytes };
  return storage.setAvatar({ userId: me.id, picture });
}
