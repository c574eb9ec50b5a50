import { requirePerson, type Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";

/** Moves my read position up, never down. @throws unauthenticated, not_found. */
export async function markRead(
  { storage }: Context,
  viewer: Viewer,
  { room, upTo }: { room: string; upTo: number },
): Promise<{ readN: number }> {
  requirePerson(viewer);
  return storage.markRead({ viewer, room, upTo });
}
