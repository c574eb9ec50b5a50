import type { RoomForMe } from "#protocol/room.ts";
import { requirePerson, type Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import type { RoomChanges } from "../storage/storage.ts";
import { refuseBadRoom } from "./refuse-bad-room.ts";

/** Changes what is given. @throws unauthenticated, invalid, slug_taken, rate_limited, forbidden, not_found. */
export async function changeRoom(
  context: Context,
  viewer: Viewer,
  { room, changes }: { room: string; changes: RoomChanges },
): Promise<RoomForMe> {
  const { userId } = requirePerson(viewer);
  refuseBadRoom(changes);
  await context.rateLimiter.use("roomChangesMaxPerUser", userId);
  return context.storage.changeRoom({ viewer, room, changes });
}
