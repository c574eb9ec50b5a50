import { z } from "zod";
import { timeSchema, userIdSchema } from "./ids.ts";

/** What everybody may know of a person. */
export const userSchema = z.object({
  id: userIdSchema,
  username: z.string(),
  displayName: z.string(),
  /** Path of a picture of 256 × 256 pixels; absent: initials. */
  avatar: z.string().optional(),
});
export type User = z.infer<typeof userSchema>;

/** What somebody is doing, in their own words. Once `until` has passed it is no longer told. */
export const statusSchema = z.object({ text: z.string(), emoji: z.string(), until: timeSchema.optional() });
export type Status = z.infer<typeof statusSchema>;

/** What the people of the installation may know of each other. Texts are empty when nothing is told. */
export const profileSchema = userSchema.extend({
  bio: z.string(),
  pronouns: z.string(),
  /** IANA name. */
  timeZone: z.string(),
  status: statusSchema.optional(),
  createdAt: timeSchema,
});
export type Profile = z.infer<typeof profileSchema>;

export const installationRoles = ["admin", "member"] as const;

/** What a person knows of themselves. What they have not told is absent. */
export const selfSchema = userSchema.extend({
  role: z.enum(installationRoles),
  bio: z.string().optional(),
  pronouns: z.string().optional(),
  timeZone: z.string().optional(),
  status: statusSchema.optional(),
  /** Never shown to others, and nothing is proved by it. */
  email: z.string().optional(),
});
export type Self = z.infer<typeof selfSchema>;

/** What an administrator sees of a person. */
export const accountSchema = selfSchema.extend({
  createdAt: timeSchema,
  /** Present while they can neither log in nor be found. */
  deactivatedAt: timeSchema.optional(),
});
export type Account = z.infer<typeof accountSchema>;
