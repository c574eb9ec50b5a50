import { limits } from "./limits.ts";
import type { Message } from "./message.ts";
import type { LastMessage } from "./room.ts";

/** The beginning of a text in one line, for lists of chats. */
export function makePreview(body: string): string {
  // Cut first: what is thrown away need not be searched for white space. A code point is at most two units.
  const line = body
    .slice(0, limits.previewMaxChars * 4)
    .replace(/\s+/gu, " ")
    .trim();
  const chars = Array.from(line);
  if (chars.length <= limits.previewMaxChars) return line.toWellFormed();
  return `${chars.slice(0, limits.previewMaxChars - 1).join("")}…`;
}

export function toLastMessage({ author, body, createdAt, n }: Message): LastMessage {
  return { author, text: makePreview(body), createdAt, n };
}
