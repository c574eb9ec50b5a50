const hues = 8;
/** Coprime to the number of colours, so that people who came one after the other look different. */
const step = 3;
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Which of the eight colours somebody has. */
export function findHue(seed: number): number {
  return (Math.abs(seed) * step) % hues;
}

/** First letters of the first and the last word; one letter for a single word. */
export function findInitials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter(Boolean);
  const [first = "?"] = words;
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return (firstGrapheme(first) + firstGrapheme(last)).toLocaleUpperCase();
}

function firstGrapheme(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment;
  return "";
}
