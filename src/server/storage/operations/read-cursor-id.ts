import { ParleyError } from "#protocol/errors.ts";

/** The id after which a list goes on; 0 without a cursor. @throws invalid for what no list handed out */
export function readCursorId(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^[0-9]{1,15}$/.test(cursor)) throw new ParleyError("invalid", { fields: { cursor: "is not a cursor" } });
  return Number(cursor);
}
