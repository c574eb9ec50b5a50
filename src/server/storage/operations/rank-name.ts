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

/**
 * Letters to change, add, drop or swap with their neighbour until `typed` is the word, or the beginning of it that was
 * typed so far (optimal string alignment).
 */
export function countMistakes(typed: string, word: string): number {
  const rows = typed.length;
  const columns = Math.min(word.length, rows + mistakesIn(rows));
  if (columns < rows - mistakesIn(rows)) return Infinity;
  let before: number[] = [];
  let last = Array.from({ length: columns + 1 }, (_, column) => column);
  for (let row = 1; row <= rows; row++) {
    const next = [row];
    for (let column = 1; column <= columns; column++) {
      const isSame = typed[row - 1] === word[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap = typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      if (isSwap && row > 1 && column > 1) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = last;
    last = next;
  }
  return Math.min(...last.slice(Math.max(0, rows - 1)));
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
