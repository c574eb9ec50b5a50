import { z } from "zod";
import { timeSchema } from "./ids.ts";

/** One device on which somebody is logged in, as its owner sees it. */
export const sessionSchema = z.object({
  /** Names it to its owner; of no use as a token. */
  id: z.string(),
  /** In words, such as "Firefox on Linux". */
  device: z.string(),
  /** Where it was opened from. */
  address: z.string(),
  createdAt: timeSchema,
  /** Written at most once an hour. */
  lastSeenAt: timeSchema,
  /** Is it the one that asks? */
  isThis: z.boolean(),
});
export type SessionView = z.infer<typeof sessionSchema>;
