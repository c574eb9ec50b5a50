import type { Writable } from "node:stream";
import { limits } from "#protocol/limits.ts";

/** The bytes that wait for one reader: bounded, and written once per turn of the event loop. */
export interface SendQueue {
  push(bytes: Buffer): void;
  /** The same, unless more than a little waits. */
  pushIfSwift(bytes: Buffer): void;
  /** Resolves when little waits any more, or the reader is gone. */
  drained(): Promise<void>;
  /** Writes what waits, now. */
  flush(): void;
  close(): void;
}

export interface SendQueueOptions {
  readonly stream: Writable;
  /** Added at the end of every write, such as an SSE cursor. */
  trailer?(): Buffer | undefined;
  /**
   * More comes while more waits than the limit allows. Whatever was pushed and not written is dropped; the reader must
   * resync. How much comes at once does not matter: that is no sign of a slow reader.
   */
  onOverflow(): void;
}

/** Below this, small buffers are copied together rather than handed over one by one. */
const joinMaxBytes = 16 * 1_024;

let dirty: SendQueue[] = [];

/** All queues that were pushed to in this turn of the loop are flushed together at its end. */
function flushSoon(queue: SendQueue): void {
  if (dirty.push(queue) > 1) return;
  setImmediate(() => {
    const queues = dirty;
    dirty = [];
    for (const each of queues) each.flush();
  });
}

export function createSendQueue({ stream, trailer, onOverflow }: SendQueueOptions): SendQueue {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let isClosed = false;
  let drain: PromiseWithResolvers<void> | undefined;

  function settleDrain(): void {
    drain?.resolve();
    drain = undefined;
  }
  stream.on("drain", settleDrain);
  stream.on("close", settleDrain);

  const queue: SendQueue = {
    push(bytes) {
      if (isClosed) return;
      if (waitingBytes + stream.writableLength > limits.sendQueueMaxBytes) {
        queue.close();
        onOverflow();
        return;
      }
      waitingBytes += bytes.length;
      if (waiting.push(bytes) === 1) flushSoon(queue);
    },
    pushIfSwift(bytes) {
      if (waitingBytes + stream.writableLength <= limits.typingMaxQueuedBytes) queue.push(bytes);
    },
    flush() {
      if (waiting.length === 0 || stream.destroyed) return;
      const last = trailer?.();
      if (last) waiting.push(last);
      write(stream, waiting, waitingBytes);
      waiting = [];
      waitingBytes = 0;
    },
    async drained() {
      queue.flush();
      if (isClosed || stream.destroyed || !stream.writableNeedDrain) return;
      drain ??= Promise.withResolvers();
      await drain.promise;
    },
    close() {
      isClosed = true;
      waiting = [];
      waitingBytes = 0;
      settleDrain();
    },
  };
  return queue;
}

function write(stream: Writable, buffers: readonly Buffer[], bytes: number): void {
  const [only] = buffers;
  if (buffers.length === 1 && only) {
    stream.write(only);
  } else if (bytes <= joinMaxBytes) {
    stream.write(Buffer.concat(buffers));
  } else {
    stream.cork();
    for (const buffer of buffers) stream.write(buffer);
    stream.uncork();
  }
}
