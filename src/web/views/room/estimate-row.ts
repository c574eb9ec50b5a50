import type { Row } from "./build-rows.ts";

/** Pixels, as the style sheets add up to them; a text of one line is then exactly right. */
const sizes = { line: 22, char: 7.4, gutter: 80, first: 37, follower: 5, day: 38, divider: 26, shortestLine: 20 };

/** A row's likely height in pixels, so that the scroll bar is nearly right before anything was measured. */
export function estimateRow(row: Row, width: number): number {
  const charsPerLine = Math.max(sizes.shortestLine, (width - sizes.gutter) / sizes.char);
  let height = row.isFirst ? sizes.first : sizes.follower;
  for (const line of bodyOf(row).split("\n")) height += Math.max(1, Math.ceil(line.length / charsPerLine)) * sizes.line;
  return height + (row.day === undefined ? 0 : sizes.day) + (row.isNew ? sizes.divider : 0);
}

function bodyOf({ item }: Row): string {
  return item.kind === "message" ? item.message.body : item.pending.body;
}
