import { requirePerson, type Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import type { MarkReadQuery, ReadPosition } from "../storage/storage.ts";

/** Moves my read position up; down only by force. @throws unauthenticated, not_found. */
export async function markRead(
  { storage }: Context,
  viewer: Viewer,
  { room, upTo, era, force }: Omit<MarkReadQuery, "viewer">,
): Promise<ReadPosition> {
  requirePerson(viewer);
  return storage.markRead({ viewer, room, upTo, era, force });
}
