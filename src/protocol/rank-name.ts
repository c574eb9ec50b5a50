/** How well a name fits what was typed; less is better, undefined is not at all. */
export type NameRank = 0 | 1 | 2 | 3 | 4;

/** From this rank on it is spelt differently. */
export const firstTypoRank: NameRank = 3;

/** Mistakes that a word of this many letters may hold: one in a short word would make it another. */
export function mistakesIn(letters: number): 0 | 1 | 2 {
  if (letters < 4) return 0;
  return letters < 8 ? 1 : 2;
}

/**
 * Ranks a folded name: it begins with the text (0), a word of it does (1), it holds the text (2), it holds something
 * spelt almost like it (3, 4: by mistakes). Several words typed are each looked for.
 */
export function rankName(name: string, typed: string): NameRank | undefined {
  if (name.startsWith(typed)) return 0;
  if (name.includes(` ${typed}`)) return 1;
  if (name.includes(typed)) return 2;
  const words = name.split(/[ ._-]+/u);
  let worst: NameRank = 1;
  for (const part of typed.split(" ")) {
    const rank = rankPart(words, name, part);
    if (rank === undefined) return undefined;
    if (rank > worst) worst = rank;
  }
  return worst;
}

function rankPart(words: readonly string[], name: string, part: string): NameRank | undefined {
  if (words.some((word) => word.startsWith(part))) return 1;
  if (name.includes(part)) return 2;
  const mistakes = Math.min(...words.map((word) => countMistakes(part, word)));
  if (mistakes > mistakesIn(part.length)) return undefined;
  return mistakes > 1 ? 4 : 3;
}

/** Three rows of the table, used again and again: thousands of names are compared for one search. */
const table = [new Uint8Array(128), new Uint8Array(128), new Uint8Array(128)] as const;

/**
 * Letters to change, add, drop or swap with their neighbour until `typed` is the word, or the beginning of it that was
 * typed so far (optimal string alignment). Infinity when it takes more than a word of this length may hold.
 */
export function countMistakes(typed: string, word: string): number {
  const allowed = mistakesIn(typed.length);
  const columns = Math.min(word.length, typed.length + allowed);
  if (columns < typed.length - allowed || columns >= table[0].length) return Infinity;
  let [before, last, next] = table;
  for (let column = 0; column <= columns; column++) last[column] = column;
  for (let row = 1; row <= typed.length; row++) {
    if (fillRow({ typed, word, row, columns }, before, last, next) > allowed) return Infinity;
    [before, last, next] = [last, next, before];
  }
  const mistakes = Math.min(...last.subarray(Math.max(0, typed.length - 1), columns + 1));
  return mistakes > allowed ? Infinity : mistakes;
}

interface Row {
  readonly typed: string;
  readonly word: string;
  readonly row: number;
  readonly columns: number;
}

/** Fills one row of the table from the two before it. @returns the least in it */
function fillRow({ typed, word, row, columns }: Row, before: Uint8Array, last: Uint8Array, next: Uint8Array): number {
  const at = (cells: Uint8Array, column: number): number => cells[column] ?? 0;
  const letter = typed.charCodeAt(row - 1);
  let least = row;
  next[0] = row;
  for (let column = 1; column <= columns; column++) {
    const other = word.charCodeAt(column - 1);
    const change = at(last, column - 1) + (letter === other ? 0 : 1);
    let cost = Math.min(at(last, column) + 1, at(next, column - 1) + 1, change);
    const canSwap = row > 1 && column > 1 && typed.charCodeAt(row - 2) === other;
    if (canSwap && letter === word.charCodeAt(column - 2)) cost = Math.min(cost, at(before, column - 2) + 1);
    next[column] = cost;
    if (cost < least) least = cost;
  }
  return least;
}

/** Pieces of which a name must hold one, if it holds the word with no more than its mistakes. */
export function listPieces(word: string): string[] {
  const count = mistakesIn(word.length) + 1;
  const size = Math.ceil(word.length / count);
  const pieces = Array.from({ length: count }, (_, index) => word.slice(index * size, (index + 1) * size));
  // Two neighbours swapped across the only border leave neither half whole.
  const swapped = word.slice(0, size - 1) + word.charAt(size) + word.charAt(size - 1) + word.slice(size + 1);
  return count === 2 ? [...pieces, swapped] : pieces;
}
