import { limits } from "#protocol/limits.ts";
import { findMentions } from "#protocol/mentions.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { OfferedRights } from "./room-rights.ts";

type Rights = Pick<OfferedRights, "canModerate">;

/** In a large room, calling everybody is asked about first. */
export function asksBeforeCall(body: string, room: RoomForMe, { canModerate }: Rights): boolean {
  return canModerate && isLarge(room) && callsEverybody(body);
}

/** What somebody should know who calls everybody where only a few may. */
export function adviseOnCall(body: string, room: RoomForMe, { canModerate }: Rights): string | undefined {
  if (canModerate || !isLarge(room) || !callsEverybody(body)) return undefined;
  return `In a room of ${room.memberCount}, only its owners and moderators notify everybody.`;
}

function isLarge({ memberCount }: RoomForMe): boolean {
  return memberCount > limits.mentionAllFreeMembers;
}

function callsEverybody(body: string): boolean {
  return body.includes("@") && findMentions(body, () => false).length > 0;
}
