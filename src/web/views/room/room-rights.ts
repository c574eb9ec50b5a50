import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";

/** What to offer; the server decides what is allowed. */
export interface OfferedRights {
  readonly canWrite: boolean;
  readonly canJoin: boolean;
  readonly canManage: boolean;
  readonly canModerate: boolean;
  readonly canLeave: boolean;
}

export function findRights(room: RoomForMe, me: Self | null): OfferedRights {
  const role = me ? room.membership?.role : undefined;
  const isRoom = room.kind === "public" || room.kind === "private";
  const isKeeper = me?.role === "admin" && room.kind === "public";
  return {
    canWrite: role !== undefined,
    canJoin: me !== null && role === undefined && room.kind === "public",
    canManage: isRoom && (isKeeper || role === "owner"),
    canModerate: isRoom && (isKeeper || role === "owner" || role === "moderator"),
    canLeave: isRoom && role !== undefined,
  };
}
