import { z } from "zod";
import { limits } from "./limits.ts";
import { automatic, chosenPresenceSchema } from "./presence.ts";

export const notifyLevels = ["default", "all", "mentions", "nothing"] as const;
/** What of a room asks for my attention. `default`: all of a direct or group chat, mentions of a room. */
export type NotifyLevel = (typeof notifyLevels)[number];

const clockTime = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, "a time such as 22:00");

/** Hours without notifications, in the time of the device that would show them. May go over midnight. */
export const quietHoursSchema = z.object({
  from: clockTime,
  to: clockTime,
  /** Days on which they begin, Sunday 0. */
  days: z.array(z.int().min(0).max(6)).max(7),
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** What a person chose for all their devices. */
export const preferencesSchema = z.object({
  /** Words that ask for my attention like a mention, in rooms that I am in. */
  keywords: z.array(z.string().trim().min(2).max(limits.keywordMaxChars)).max(limits.keywordsMaxPerUser).default([]),
  quietHours: quietHoursSchema.nullable().default(null),
  /** Milliseconds since the Unix epoch: no notifications before. */
  pausedUntil: z.int().nonnegative().nullable().default(null),
  sound: z.boolean().default(true),
  /** How I appear to others. */
  presence: chosenPresenceSchema.default(automatic),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const noPreferences: Preferences = {
  keywords: [],
  quietHours: null,
  pausedUntil: null,
  sound: true,
  presence: automatic,
};
