import { z } from "zod";
import { memberSchema } from "./membership.ts";
import { messageSchema } from "./message.ts";
import { roomSchema } from "./room.ts";

/**
 * One change to a room. Every event carries the whole changed row, so applying it twice, or skipping one that a later
 * one replaced, ends in the same state.
 */
export const roomEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("message"), message: messageSchema }),
  z.object({ type: z.literal("member"), member: memberSchema, memberCount: z.int().nonnegative() }),
  z.object({ type: z.literal("room"), room: roomSchema }),
  /** Something happened that this reader is not shown, such as a change to a message from before they came. */
  z.object({ type: z.literal("none") }),
]);
export type RoomEvent = z.infer<typeof roomEventSchema>;

/** A room event with its number in the room's log. */
export interface NumberedEvent {
  readonly seq: number;
  readonly event: RoomEvent;
}
