const hues = 8;
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Which of the eight colours somebody has. */
export function findHue(seed: number): number {
  return Math.abs(Math.imul(seed, 2_654_435_761) >>> 16) % hues;
}

/** First letters of the first and the last word; one letter for a single word. */
export function findInitials(name: string): string {
  const words = name.trim().split(/[\s._-]+/u).filter(Boolean);
  const [first = "?"] = words;
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return (firstGrapheme(first) + firstGrapheme(last)).toLocaleUpperCase();
}

function firstGrapheme(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment;
  return "";
}
