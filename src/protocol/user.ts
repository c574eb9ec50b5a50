import { z } from "zod";
import { timeSchema, userIdSchema } from "./ids.ts";

/** What everybody may know of a person. */
export const userSchema = z.object({
  id: userIdSchema,
  username: z.string(),
  displayName: z.string(),
  avatar: z.string().optional(),
});
export type User = z.infer<typeof userSchema>;

export const installationRoles = ["admin", "member"] as const;

/** What a person knows of themselves. */
export const selfSchema = userSchema.extend({ role: z.enum(installationRoles) });
export type Self = z.infer<typeof selfSchema>;

/** What an administrator sees of a person. */
export const accountSchema = selfSchema.extend({
  createdAt: timeSchema,
  /** Present while they can neither log in nor be found. */
  deactivatedAt: timeSchema.optional(),
});
export type Account = z.infer<typeof accountSchema>;
