import type { RoomState } from "#protocol/room-state.ts";
import type { User } from "#protocol/user.ts";

/** A room with somebody as they look from now on, beside all that they wrote; the very same when they did not. */
export function putLook(state: RoomState, user: User): RoomState {
  const hasWritten = state.messages.some(({ author }) => author.id === user.id);
  const member = state.members.get(user.id);
  if (!hasWritten && !member) return state;
  return {
    ...state,
    messages: state.messages.map((message) => (message.author.id === user.id ? { ...message, author: user } : message)),
    members: member ? new Map(state.members).set(user.id, { ...member, user }) : state.members,
  };
}
