import { z } from "zod";
import { roomIdSchema, seqSchema, userIdSchema } from "./ids.ts";
import { notifyLevels, preferencesSchema } from "./preferences.ts";
import { roomForMeSchema } from "./room.ts";
import { selfSchema } from "./user.ts";

/** One change to what belongs to one person, seen by all their devices in one order. */
export const userEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("joined"), room: roomForMeSchema }),
  z.object({ type: z.literal("left"), roomId: roomIdSchema }),
  z.object({
    type: z.literal("read"),
    roomId: roomIdSchema,
    readN: seqSchema,
    readEra: seqSchema,
    /** Only when the position was set back: as in the room. */
    mentionedAt: z.array(seqSchema).optional(),
    calledAt: z.array(seqSchema).optional(),
  }),
  /** The message with this ordinal addresses me, or does so no more. */
  z.object({
    type: z.literal("mention"),
    roomId: roomIdSchema,
    /** The message's place in the room's history. */
    seq: seqSchema,
    n: seqSchema,
    isOn: z.boolean(),
  }),
  z.object({ type: z.literal("attention"), roomId: roomIdSchema, notify: z.enum(notifyLevels), muted: z.boolean() }),
  z.object({ type: z.literal("preferences"), preferences: preferencesSchema }),
  /** Everybody whom I have blocked. */
  z.object({ type: z.literal("blocks"), userIds: z.array(userIdSchema) }),
  z.object({ type: z.literal("profile"), user: selfSchema }),
]);
export type UserEvent = z.infer<typeof userEventSchema>;
