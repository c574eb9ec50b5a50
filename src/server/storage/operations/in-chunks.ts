const sizes = [64, 8, 1] as const;

/**
 * Splits rows for multi-row statements into a few fixed sizes, so that few distinct statements are ever prepared.
 */
export function inChunks<Row>(rows: readonly Row[]): Row[][] {
  const chunks: Row[][] = [];
  let from = 0;
  for (const size of sizes) {
    for (; rows.length - from >= size; from += size) chunks.push(rows.slice(from, from + size));
  }
  return chunks;
}
