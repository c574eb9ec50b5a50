import { z } from "zod";

const positiveInt = z.int().positive();

export const userIdSchema = positiveInt.brand<"UserId">();
export type UserId = z.infer<typeof userIdSchema>;

export const roomIdSchema = positiveInt.brand<"RoomId">();
export type RoomId = z.infer<typeof roomIdSchema>;

/** Names one message in the whole installation. Never a cursor: numbers are not handed out in commit order. */
export const messageIdSchema = positiveInt.brand<"MessageId">();
export type MessageId = z.infer<typeof messageIdSchema>;

/** Chosen by the sender, unique per author for ever: the key of "once". */
export const clientIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, "8 to 64 characters of A-Z a-z 0-9 _ -")
  .brand<"ClientId">();
export type ClientId = z.infer<typeof clientIdSchema>;

/** Changes when the database is restored from a copy; a position is only comparable within one epoch. */
export const epochSchema = z
  .string()
  .regex(/^[a-z0-9]{1,32}$/)
  .brand<"Epoch">();
export type Epoch = z.infer<typeof epochSchema>;

/** A room's (or a person's) event number: 1, 2, 3 … in commit order; 0 is "before everything". */
export const seqSchema = z.int().nonnegative();

/** ISO 8601, UTC. */
export const timeSchema = z.iso.datetime();
