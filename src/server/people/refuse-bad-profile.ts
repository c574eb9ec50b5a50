import { z } from "zod";
import { refuseFaults } from "#protocol/errors.ts";
import type { CallOf } from "#protocol/http-api.ts";
import { limits } from "#protocol/limits.ts";
import { findLineFault, findTextFault } from "#protocol/text.ts";

type Input = CallOf<"changeMe">["body"];

const emailSchema = z.email();
const oneEmoji = /^\p{RGI_Emoji}$/v;

/** Judges what somebody tells of themselves, all at once. @throws invalid. */
export function refuseBadProfile(input: Input, until: number | undefined, now: number): void {
  const { displayName, bio, pronouns, timeZone, email, status } = input;
  refuseFaults({
    displayName: displayName === undefined ? undefined : findLineFault(displayName, limits.displayNameMaxChars),
    bio: optional(bio, (text) => findTextFault(text, limits.bioMaxChars)),
    pronouns: optional(pronouns, (text) => findLineFault(text, limits.pronounsMaxChars)),
    timeZone: optional(timeZone, findTimeZoneFault),
    email: optional(email, findEmailFault),
    status: status ? findStatusFault(status, until, now) : undefined,
  });
}

/** Nothing told is no fault. */
function optional(text: string | undefined, find: (text: string) => string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : find(text);
}

function findStatusFault(
  { text, emoji }: NonNullable<Input["status"]>,
  until: number | undefined,
  now: number,
): string | undefined {
  if (emoji !== undefined && emoji !== "" && !oneEmoji.test(emoji)) return "one emoji";
  if (until !== undefined && !(until > now)) return "until a time to come";
  return optional(text, (line) => findLineFault(line, limits.statusMaxChars));
}

/** Names only: an offset such as +02:00 would be wrong after the next change of clocks. */
function findTimeZoneFault(name: string): string | undefined {
  const fault = "a time zone such as Europe/Berlin";
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return fault;
  try {
    const known = new Intl.DateTimeFormat("en", { timeZone: name });
    return known.resolvedOptions().timeZone === "" ? fault : undefined;
  } catch {
    return fault;
  }
}

function findEmailFault(text: string): string | undefined {
  const isGood = text.length <= limits.emailMaxChars && emailSchema.safeParse(text).success;
  return isGood ? undefined : "an address such as ann@example.org";
}
