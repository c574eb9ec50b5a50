import type { NumberedEvent, RoomEvent } from "#protocol/room-event.ts";

/** What takes the place of an event that a reader may not see, so that the numbers stay whole. */
export const nothingToSee: RoomEvent = { type: "none" };

/** Does the event hold a message from before the reader came, who sees none up to `readAfter`? */
export function tellsOfBefore({ event }: NumberedEvent, readAfter: number): boolean {
  return event.type === "message" && event.message.seq <= readAfter;
}
