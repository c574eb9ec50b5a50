import { z } from "zod";
import { seqSchema, timeSchema } from "./ids.ts";
import { roomRoles } from "./room.ts";
import { userSchema } from "./user.ts";

/** Somebody's place in a room, as the room's other readers see it. `leftAt` makes it a tombstone. */
export const memberSchema = z.object({
  user: userSchema,
  role: z.enum(roomRoles),
  joinedAt: timeSchema,
  leftAt: timeSchema.optional(),
  rev: seqSchema,
});
export type Member = z.infer<typeof memberSchema>;
