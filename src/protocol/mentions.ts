import { limits } from "./limits.ts";

/** Addressing everybody in a room: `@room`, or `@here`, which asks only those who are there for their attention. */
export const wholeRoomNames = ["room", "here"] as const;
export type WholeRoom = (typeof wholeRoomNames)[number];

/** A place in a text that addresses somebody, if there is somebody of one of these names. */
interface Spot {
  /** Of the `@`, in UTF-16 units. */
  readonly index: number;
  /** As typed, without the `@`; the longest first. */
  readonly names: readonly string[];
}

/** A text in pieces: what stands between mentions, and the mentions as typed. */
export interface MentionPart {
  readonly text: string;
  /** Folded; undefined for ordinary text. */
  readonly name: string | undefined;
}

/** An address of mail, a path or an escaped @ mentions nobody. */
const spotPattern = /(?<![\p{L}\p{M}\p{N}._\-/@\\])@([\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}._-]{0,31})/gu;
const code = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
/** A name may end here although letters follow: these scripts are written without spaces. */
const unspaced =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const goodEnd = /[\p{L}\p{M}\p{Nd}]$/u;

/** The form in which names are compared. */
export function foldMention(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

export function isWholeRoom(name: string): name is WholeRoom {
  return (wholeRoomNames as readonly string[]).includes(name);
}

/** Every name that a text may mean, folded, each once. Code mentions nobody. */
export function listMentionable(body: string): string[] {
  if (!body.includes("@")) return [];
  const names = new Set(findSpots(withoutCode(body)).flatMap((spot) => spot.names.map(foldMention)));
  return [...names].filter((name) => name.length > 1);
}

/** Whom a text addresses, of those who exist: at each @ the longest name that is known. Folded, each once. */
export function findMentions(body: string, isKnown: (name: string) => boolean): string[] {
  const found = new Set<string>();
  for (const { name } of splitMentions(withoutCode(body), (each) => isWholeRoom(each) || isKnown(each))) {
    if (name !== undefined && found.size < limits.mentionsMaxPerMessage) found.add(name);
  }
  return [...found];
}

/** Cuts a text at its mentions. */
export function splitMentions(text: string, isKnown: (name: string) => boolean): MentionPart[] {
  const parts: MentionPart[] = [];
  let from = 0;
  for (const { index, names } of findSpots(text)) {
    const typed = names.find((name) => isKnown(foldMention(name)));
    if (typed === undefined) continue;
    if (index > from) parts.push({ text: text.slice(from, index), name: undefined });
    from = index + 1 + typed.length;
    parts.push({ text: text.slice(index, from), name: foldMention(typed) });
  }
  if (from < text.length) parts.push({ text: text.slice(from), name: undefined });
  return parts;
}

/** The name that is being typed before the caret, and where its `@` or `#` stands; undefined: none is. */
export function findTyped(text: string, caret: number): { sign: "@" | "#"; query: string; index: number } | undefined {
  const match = /(?:^|[^\p{L}\p{M}\p{N}._\-/@#\\])([@#])([\p{L}\p{M}\p{Nd}._-]{0,32})$/u.exec(text.slice(0, caret));
  const [, sign, query] = match ?? [];
  if ((sign !== "@" && sign !== "#") || query === undefined) return undefined;
  return { sign, query, index: caret - query.length - 1 };
}

function withoutCode(body: string): string {
  return body.includes("`") ? body.replace(code, (piece) => " ".repeat(piece.length)) : body;
}

function findSpots(text: string): Spot[] {
  if (!text.includes("@")) return [];
  return Array.from(text.matchAll(spotPattern), ({ index, 1: run = "" }) => ({ index, names: listNames(run) }));
}

/** The whole run, and what of it ends before a mark of punctuation or within a script without spaces. */
function listNames(run: string): string[] {
  const chars = Array.from(run);
  const names: string[] = [];
  for (let length = chars.length; length > 0; length--) {
    const next = chars[length];
    const mayEnd = next === undefined || !goodEnd.test(next) || unspaced.test(next);
    const name = chars.slice(0, length).join("");
    if (mayEnd && goodEnd.test(name)) names.push(name);
  }
  return names;
}
