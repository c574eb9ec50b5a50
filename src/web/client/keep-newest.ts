import type { RoomState } from "#protocol/room-state.ts";

/** The window without its older messages; they can be loaded again. */
export function keepNewest(state: RoomState, count: number): RoomState {
  if (state.messages.length <= count) return state;
  return { ...state, messages: state.messages.slice(-count), hasMore: true };
}
