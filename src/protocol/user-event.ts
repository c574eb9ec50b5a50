import { z } from "zod";
import { roomIdSchema, seqSchema } from "./ids.ts";
import { roomForMeSchema } from "./room.ts";
import { selfSchema } from "./user.ts";

/** One change to what belongs to one person, seen by all their devices in one order. */
export const userEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("joined"), room: roomForMeSchema }),
  z.object({ type: z.literal("left"), roomId: roomIdSchema }),
  z.object({ type: z.literal("read"), roomId: roomIdSchema, readN: seqSchema }),
  z.object({ type: z.literal("profile"), user: selfSchema }),
]);
export type UserEvent = z.infer<typeof userEventSchema>;
