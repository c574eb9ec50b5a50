import type { Epoch, RoomId } from "./ids.ts";

/** Where a reader of SSE or polling stands: in its own log and in each room it reads. */
export interface Cursor {
  readonly epoch: Epoch;
  readonly userSeq: number;
  readonly rooms: ReadonlyMap<RoomId, number>;
}

/** Compact and URL-safe: `epoch~userSeq~room.seq~room.seq`. Opaque to clients. */
export function encodeCursor(cursor: Cursor): string {
  let text = `${cursor.epoch}~${cursor.userSeq}`;
  for (const [roomId, seq] of cursor.rooms) text += `~${roomId}.${seq}`;
  return text;
}

const cursorPattern = /^[a-z0-9]{1,32}~[0-9]{1,15}(~[1-9][0-9]{0,15}\.[0-9]{1,15})*$/;

/** Undefined when the text is no cursor; the reader then starts afresh. */
export function decodeCursor(text: string): Cursor | undefined {
  if (!cursorPattern.test(text)) return undefined;
  const [epoch = "", userSeq = "", ...rest] = text.split("~");
  const rooms = new Map<RoomId, number>();
  for (const part of rest) {
    const [roomId, seq] = part.split(".");
    rooms.set(Number(roomId) as RoomId, Number(seq));
  }
  return { epoch: epoch as Epoch, userSeq: Number(userSeq), rooms };
}
