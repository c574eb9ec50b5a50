import { limits } from "#protocol/limits.ts";
import { countChars, type BodyFault } from "#protocol/text.ts";

const digits = new Intl.NumberFormat();

/** What to tell the writer; a blank text is no fault worth words. */
export function nameBodyFault(fault: BodyFault | undefined, body: string): string | undefined {
  switch (fault) {
    case "too_long":
      return `${digits.format(countChars(body) - limits.messageMaxChars)} characters too many: a message holds up to ${digits.format(limits.messageMaxChars)}. Shorten it, or send it in parts.`;
    case "not_storable":
      return "There is a character in here that cannot be stored. Type the text again instead of pasting it.";
    case "blank":
      return "";
    default:
      return undefined;
  }
}
