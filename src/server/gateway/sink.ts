import type { CloseName } from "#protocol/close-codes.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import type { Batch } from "./batch.ts";

/** Where a session's frames go: one transport's end. */
export interface Sink {
  /** Frames that others get too. */
  sendBatch(batch: Batch): void;
  /** The same, but left out when the reader is behind. */
  sendIfSwift(batch: Batch): void;
  /** A frame for this reader alone. */
  send(frame: ServerFrame): void;
  /** Resolves when the reader has taken in most of what was sent, or is gone. */
  drained(): Promise<void>;
  /** Ends the connection, saying why. `delayMs`: come back no sooner. */
  end(why: CloseName, delayMs?: number): void;
}
