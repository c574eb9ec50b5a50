import { z } from "zod";
import { clientIdSchema, messageIdSchema, roomIdSchema, seqSchema, timeSchema } from "./ids.ts";
import { wholeRoomNames } from "./mentions.ts";
import { roomSchema } from "./room.ts";
import { userSchema } from "./user.ts";

export const reactionSchema = z.object({ emoji: z.string(), users: z.array(userSchema) });
export const fileSchema = z.object({ id: z.string(), name: z.string(), type: z.string(), bytes: z.int() });

export const messageSchema = z.object({
  id: messageIdSchema,
  roomId: roomIdSchema,
  /** The room's event number at which the message was born; also its place in the room's history. */
  seq: seqSchema,
  /** Number of its latest change; equals `seq` until it is changed. */
  rev: seqSchema,
  /** Its ordinal among the room's messages. */
  n: seqSchema,
  author: userSchema,
  /** Empty once deleted. */
  body: z.string(),
  clientId: clientIdSchema.optional(),
  createdAt: timeSchema,
  editedAt: timeSchema.optional(),
  deletedAt: timeSchema.optional(),
  replyTo: messageIdSchema.optional(),
  reactions: z.array(reactionSchema),
  files: z.array(fileSchema),
  /** Members whom it addresses by name. */
  mentions: z.array(userSchema),
  /** It addresses everybody in the room. */
  mentionsAll: z.enum(wholeRoomNames).optional(),
});
export type Message = z.infer<typeof messageSchema>;

/** A message with the room that it was said in, where messages of many rooms are listed together. */
export const placedMessageSchema = messageSchema.extend({
  room: roomSchema.pick({ id: true, slug: true, name: true }),
});
export type PlacedMessage = z.infer<typeof placedMessageSchema>;
