import { limits } from "./limits.ts";

/** White space, controls and characters that draw nothing: a text of only these is blank. */
const drawsNothing = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\u2800]*$/u;

export function isBlank(text: string): boolean {
  return drawsNothing.test(text);
}

/** Length in Unicode code points, which is what limits count. */
export function countChars(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff && index + 1 < text.length) count--;
  }
  return count;
}

/** True for text that every database and transport keeps byte for byte: well-formed Unicode without U+0000. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

export type BodyFault = "blank" | "too_long" | "not_storable";

/** The one judgement on a message's text, for the composer, the HTTP routes and the socket alike. */
export function findBodyFault(body: string): BodyFault | undefined {
  if (!isStorable(body)) return "not_storable";
  if (body.length > limits.messageMaxChars && countChars(body) > limits.messageMaxChars) return "too_long";
  return isBlank(body) ? "blank" : undefined;
}

/** Controls, line breaks and the marks that turn the direction of writing: they would break out of a line. */
const breaksOut = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const combiningFlood = /\p{M}{9}/u;

/** Why this cannot be a text of several lines, in words for its writer; undefined when it can. */
export function findTextFault(text: string, maxChars: number): string | undefined {
  const lines = text.split(/\r?\n/);
  if (countChars(text) > maxChars) return `at most ${maxChars} characters`;
  return lines.map((line) => (line === "" ? undefined : findLineFault(line, maxChars))).find(Boolean);
}

/** Why this cannot be one line of a name or topic, in words for its writer; undefined when it can. */
export function findLineFault(text: string, maxChars: number): string | undefined {
  if (countChars(text) > maxChars) return `at most ${maxChars} characters`;
  if (!isStorable(text) || breaksOut.test(text) || combiningFlood.test(text)) return "ordinary characters only";
  return isBlank(text) ? "at least one visible character" : undefined;
}
