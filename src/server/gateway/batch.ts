import type { RoomId } from "#protocol/ids.ts";
import type { NumberedEvent } from "#protocol/room-event.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import { frameText } from "./frame-text.ts";

/** Frames on their way to many readers: turned into bytes once per transport, whoever asks first. */
export interface Batch {
  /** Each frame's JSON. */
  readonly texts: readonly string[];
  /** As WebSocket text frames, joined. */
  webSocketBytes(): Buffer;
  /** As SSE events, joined, without ids. */
  sseBytes(): Buffer;
}

export function toBatch(texts: readonly string[]): Batch {
  let webSocket: Buffer | undefined;
  let sse: Buffer | undefined;
  return {
    texts,
    webSocketBytes: () => (webSocket ??= Buffer.concat(texts.map(frameText))),
    sseBytes: () => (sse ??= Buffer.from(texts.map((text) => `data: ${text}\n\n`).join(""))),
  };
}

export function frameToBatch(frame: ServerFrame): Batch {
  return toBatch([JSON.stringify(frame)]);
}

/** `after` is the number before the event, when numbers in between were replaced by later ones. */
export function eventToText(roomId: RoomId, { seq, event }: NumberedEvent, after = seq - 1): string {
  const gap = after === seq - 1 ? "" : `"after":${after},`;
  return `{"t":"event","roomId":${roomId},"seq":${seq},${gap}"event":${JSON.stringify(event)}}`;
}

/** Of a page of the log, what is sent at once: a reader's queue takes in several of these. */
const partMaxBytes = 128 * 1_024;

/** The beginning of a page of the log, as much as is sent at once: frames that each name the number before it. */
export function beginningOf(roomId: RoomId, events: readonly NumberedEvent[], since: number): Batch {
  const texts: string[] = [];
  let bytes = 0;
  for (const [index, event] of events.entries()) {
    if (bytes >= partMaxBytes) break;
    const text = eventToText(roomId, event, events[index - 1]?.seq ?? since);
    bytes += Buffer.byteLength(text);
    texts.push(text);
  }
  return toBatch(texts);
}
