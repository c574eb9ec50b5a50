import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";

/** What to offer; the server decides what is allowed. */
export interface OfferedRights {
  readonly canWrite: boolean;
  readonly canJoin: boolean;
  readonly canManage: boolean;
  readonly canModerate: boolean;
  readonly canInvite: boolean;
  readonly canLeave: boolean;
}

const nothing: OfferedRights = {
  canWrite: false,
  canJoin: false,
  canManage: false,
  canInvite: false,
  canModerate: false,
  canLeave: false,
};

export function findRights(room: RoomForMe, me: Self | null): OfferedRights {
  const isMember = me !== null && room.membership !== undefined;
  if (room.kind === "direct") return { ...nothing, canWrite: isMember };
  const mine = { ...nothing, canWrite: isMember, canInvite: isMember, canLeave: isMember };
  if (room.kind === "group") return { ...mine, canManage: isMember };
  const role = me ? room.membership?.role : undefined;
  const isOwner = role === "owner" || (me?.role === "admin" && room.kind === "public");
  return {
    ...mine,
    canJoin: me !== null && !isMember && room.kind === "public",
    canManage: isOwner,
    canModerate: isOwner || role === "moderator",
  };
}
