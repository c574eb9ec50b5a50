// Apart from the schemas, so that a browser can judge without loading those.
import type { Preferences } from "./preferences.ts";

/** Is this a moment at which nothing may disturb? `now` in milliseconds; hours and days as the device's clock has them. */
export function isQuiet({ quietHours, pausedUntil, presence }: Preferences, now: Date): boolean {
  const isStillChosen = presence.until === null || now.getTime() < presence.until;
  if (presence.state === "dnd" && isStillChosen) return true;
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
