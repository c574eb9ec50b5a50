import { ParleyError } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { Context } from "../../context.ts";

/** Somebody logged in who is in no room: sees what logging in would open to a guest. */
const newcomer: Viewer = { kind: "person", userId: 0 as UserId, role: "member" };

/**
 * Does something with a room. A guest who may not see it is asked to log in when that would help; rooms that only
 * their members know of stay as if they did not exist.
 * @throws unauthenticated, and whatever the action throws.
 */
export async function askingLogin<Value>(
  { storage }: Context,
  { viewer, room }: { readonly viewer: Viewer; readonly room: string },
  action: () => Promise<Value>,
): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    const isHidden = error instanceof ParleyError && error.code === "not_found";
    if (!isHidden || viewer.kind !== "guest") throw error;
    await storage.getRoom({ viewer: newcomer, room });
    throw new ParleyError("unauthenticated");
  }
}
