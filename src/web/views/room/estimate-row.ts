import type { Row } from "./build-rows.ts";

const lineHeight = 22;
const charWidth = 7.4;
const heights = { first: 42, follower: 26, separator: 42, groupGap: 8 };

/** A row's likely height in pixels, so that the scroll bar is nearly right before anything was measured. */
export function estimateRow(row: Row, width: number): number {
  const body = row.item.kind === "message" ? row.item.message.body : row.item.pending.body;
  const charsPerLine = Math.max(20, (width - 80) / charWidth);
  let lines = 0;
  for (const line of body.split("\n")) lines += Math.max(1, Math.ceil(line.length / charsPerLine));
  const head = row.isFirst ? heights.first + heights.groupGap : heights.follower - lineHeight;
  return head + lines * lineHeight + (row.day === undefined ? 0 : heights.separator) + (row.isNew ? 30 : 0);
}
