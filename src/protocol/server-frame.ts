import { z } from "zod";
import { errors, type ErrorCode } from "./errors.ts";
import { epochSchema, roomIdSchema, seqSchema, userIdSchema } from "./ids.ts";
import { messageSchema } from "./message.ts";
import { preferencesSchema } from "./preferences.ts";
import { presenceViewSchema } from "./presence.ts";
import { roomEventSchema } from "./room-event.ts";
import { lastMessageSchema, roomForMeSchema } from "./room.ts";
import { userEventSchema } from "./user-event.ts";
import { selfSchema, userSchema } from "./user.ts";

const refSchema = z.union([z.string(), z.int()]);
const errorCodes = Object.keys(errors) as [ErrorCode, ...ErrorCode[]];

export const resetReasons = ["epoch_changed", "future", "too_far_behind"] as const;
export type ResetReason = (typeof resetReasons)[number];

export const serverFrameSchema = z.discriminatedUnion("t", [
  z.object({
    t: z.literal("welcome"),
    v: z.int(),
    /** Null for a guest. */
    you: selfSchema.nullable(),
    epoch: epochSchema,
    /** Number of the person's own log that `rooms` reflects; 0 for a guest. */
    seq: seqSchema,
    /** The rooms I am a member of. */
    rooms: z.array(roomForMeSchema),
    /** What I chose for all my devices; absent for a guest. */
    preferences: preferencesSchema.optional(),
    /** Whom I have blocked. */
    blocks: z.array(userIdSchema).optional(),
  }),
  z.object({
    t: z.literal("event"),
    roomId: roomIdSchema,
    seq: seqSchema,
    /** Nothing that a reader needs lies between `after` and `seq`; `seq - 1` when absent. */
    after: seqSchema.optional(),
    event: roomEventSchema,
  }),
  z.object({ t: z.literal("ack"), ref: refSchema, message: messageSchema }),
  z.object({ t: z.literal("level"), roomId: roomIdSchema, seq: seqSchema, ref: refSchema.optional() }),
  z.object({ t: z.literal("reset"), roomId: roomIdSchema, reason: z.enum(resetReasons) }),
  z.object({
    t: z.literal("hint"),
    roomId: roomIdSchema,
    seq: seqSchema,
    n: seqSchema,
    /** The newest message; absent when only older ones changed. */
    lastMessage: lastMessageSchema.optional(),
    /** Ordinal of an older message that was changed: whoever shows it asks for the room again. */
    changedN: seqSchema.optional(),
    /** Messages that address everybody in the room, or do so no more, by ordinal. */
    toAll: z.array(z.object({ n: seqSchema, authorId: userIdSchema, isOn: z.boolean() })).optional(),
  }),
  /** Somebody who shares a room with me looks like this from now on. In no log: what is loaded later shows it anyway. */
  z.object({ t: z.literal("user"), user: userSchema }),
  /** Whether people whom I look at are there: first all of them, then who changed. */
  z.object({ t: z.literal("presence"), users: z.array(presenceViewSchema) }),
  /** Somebody types in a room that I follow; it is over when a message of theirs comes, or after a few seconds. */
  z.object({ t: z.literal("typing"), roomId: roomIdSchema, user: userSchema }),
  z.object({ t: z.literal("user-event"), seq: seqSchema, event: userEventSchema }),
  z.object({
    t: z.literal("error"),
    code: z.enum(errorCodes),
    message: z.string(),
    ref: refSchema.optional(),
    roomId: roomIdSchema.optional(),
    fields: z.record(z.string(), z.string()).optional(),
    retryAfterMs: z.int().optional(),
  }),
  /** The last event of an SSE stream that the server ends; a WebSocket closes with the same code instead. */
  z.object({ t: z.literal("close"), code: z.int(), reason: z.string(), delayMs: z.int().optional() }),
  z.object({ t: z.literal("pong") }),
]);
export type ServerFrame = z.infer<typeof serverFrameSchema>;
export type ServerFrameOf<Type extends ServerFrame["t"]> = Extract<ServerFrame, { t: Type }>;
