import { count } from "../../i18n/count.ts";
import { limits } from "#protocol/limits.ts";
import { countChars, type BodyFault } from "#protocol/text.ts";

/** What to tell the writer; a blank text is no fault worth words. */
export function nameBodyFault(fault: BodyFault | undefined, body: string): string | undefined {
  switch (fault) {
    case "too_long":
      return `${tooMany(body)} too many: a message holds up to ${limits.messageMaxChars}. Shorten it, or send it in parts.`;
    case "not_storable":
      return "There is a character in here that cannot be stored. Type the text again instead of pasting it.";
    case "blank":
      return "";
    default:
      return undefined;
  }
}

function tooMany(body: string): string {
  return count(countChars(body) - limits.messageMaxChars, "character", "characters");
}
