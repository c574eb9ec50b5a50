import { ParleyError } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { requirePerson, type Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";

export interface AddMembersInput {
  readonly room: string;
  readonly userIds?: readonly UserId[] | undefined;
  /** May those who are added see what was said before? */
  readonly history?: boolean;
}

/**
 * Joins the room, or adds others to it when `userIds` are given.
 * @throws unauthenticated, invalid, rate_limited, forbidden, not_found.
 */
export async function addMembers(
  context: Context,
  viewer: Viewer,
  { room, userIds, history = true }: AddMembersInput,
): Promise<RoomForMe> {
  const { userId } = requirePerson(viewer);
  await context.rateLimiter.use("roomChangesMaxPerUser", userId);
  const joined = await context.storage.addMembers({ viewer, room, userIds: userIds ?? [userId], history });
  if (userIds === undefined && !joined.membership) throw new ParleyError("forbidden");
  return joined;
}
