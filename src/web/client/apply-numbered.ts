import type { Member } from "#protocol/membership.ts";
import type { NumberedEvent } from "#protocol/room-event.ts";
import { applyEvent, type RoomState } from "#protocol/room-state.ts";

/**
 * Applies an event and keeps the room's member count with it. An event that cannot be applied (from a newer server,
 * or damaged) counts as seen: one bad line must not stop a room.
 */
export function applyNumbered(state: RoomState, numbered: NumberedEvent): RoomState {
  try {
    const next = applyEvent(state, numbered);
    const { event } = numbered;
    return next !== state && event.type === "member" ? countMember(state, next, event.member) : next;
  } catch {
    return { ...state, seq: Math.max(state.seq, numbered.seq) };
  }
}

/** Of somebody we had not heard of, leaving means that they were there, and anything else that they are new. */
function countMember(before: RoomState, after: RoomState, member: Member): RoomState {
  if (!after.room) return after;
  const known = before.members.get(member.user.id);
  const isThere = member.leftAt === undefined;
  const wasThere = known ? known.leftAt === undefined : !isThere;
  const change = Number(isThere) - Number(wasThere);
  return { ...after, room: { ...after.room, memberCount: Math.max(0, after.room.memberCount + change) } };
}
