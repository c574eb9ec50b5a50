import { z } from "zod";
import { seqSchema, timeSchema } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";

/** A message as the one-room application writes it. Its `id` is the message's number in the room. */
export const lobbyMessageSchema = z.object({
  id: seqSchema,
  user: z.string().describe("username"),
  message: z.string(),
  timestamp: timeSchema,
});
export type LobbyMessage = z.infer<typeof lobbyMessageSchema>;

/** A message as the application with rooms writes it. Its `id` is the message's number in the room. */
export const roomMessageSchema = z.object({
  id: seqSchema,
  content: z.string(),
  username: z.string(),
  date: z
    .string()
    .regex(/^\d\d:\d\d:\d\d$/)
    .describe("time of day, UTC"),
});
export type RoomMessage = z.infer<typeof roomMessageSchema>;

export function toLobbyMessage({ seq, author, body, createdAt }: Message): LobbyMessage {
  return { id: seq, user: author.username, message: body, timestamp: createdAt };
}

export function toRoomMessage({ seq, author, body, createdAt }: Message): RoomMessage {
  return { id: seq, content: body, username: author.username, date: createdAt.slice(11, 19) };
}
