import { z } from "zod";
import { limits } from "./limits.ts";

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
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const noPreferences: Preferences = { keywords: [], quietHours: null, pausedUntil: null, sound: true };

/** Is this a moment at which nothing may disturb? `now` in milliseconds; hours and days as the device's clock has them. */
export function isQuiet({ quietHours, pausedUntil }: Preferences, now: Date): boolean {
  if (pausedUntil !== null && now.getTime() < pausedUntil) return true;
  if (!quietHours) return false;
  const from = toMinutes(quietHours.from);
  const to = toMinutes(quietHours.to);
  const minute = now.getHours() * 60 + now.getMinutes();
  const today = now.getDay();
  const begins = (day: number) => quietHours.days.includes(day);
  if (from < to) return begins(today) && minute >= from && minute < to;
  return (begins(today) && minute >= from) || (begins((today + 6) % 7) && minute < to);
}

/** Does the text hold one of the words, whole and in any case? */
export function holdsKeyword(text: string, keywords: readonly string[]): boolean {
  const folded = text.normalize("NFC").toLowerCase();
  return keywords.some((keyword) => {
    const word = keyword.normalize("NFC").toLowerCase();
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
      if (!isLetter(folded.slice(0, at).at(-1)) && !isLetter(folded.at(at + word.length))) return true;
    }
    return false;
  });
}

function isLetter(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}]/u.test(char);
}

function toMinutes(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
