import { Worker } from "node:worker_threads";
import type { Clock } from "../clock.ts";
import type { InputOf, OperationName } from "./operation-modes.ts";
import { type Call, type FromWorker, type Reply, toError, type ToWorker, type WorkerOptions } from "./rpc.ts";
import type { Notice } from "./storage.ts";

export interface ThreadOptions {
  readonly dataDir: string;
  /** Undefined: SQLite in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly clock: Clock;
  /** Called with what a durable transaction changed, before its callers are answered. */
  onCommit(notices: readonly Notice[]): void;
  /** Called when a storage thread broke: nothing can be kept any more. */
  onFatal(error: Error): void;
}

export interface Thread {
  readonly modes: WorkerOptions["modes"];
  open(): Promise<string>;
  call(name: OperationName, input: unknown): Promise<unknown>;
  close(): Promise<void>;
  terminate(): Promise<unknown>;
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** One storage thread, and the calls that wait for its answer. */
export function startThread(options: ThreadOptions, modes: WorkerOptions["modes"]): Thread {
  const { dataDir, databaseUrl, clock } = options;
  const workerData: WorkerOptions = { dataDir, databaseUrl, modes };
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData });
  const opened = Promise.withResolvers<string>();
  const closed = Promise.withResolvers<void>();
  const calls = createCalls(clock, (batch) => worker.postMessage({ type: "calls", calls: batch } satisfies ToWorker));
  let isClosing = false;

  const send = (message: ToWorker): void => worker.postMessage(message);
  const fail = (error: Error): void => {
    opened.reject(error);
    calls.failAll(error);
    options.onFatal(error);
  };
  const receive = (message: FromWorker): void => {
    switch (message.type) {
      case "opened":
        return opened.resolve(message.epoch);
      case "closed":
        calls.failAll(new Error("the storage is closed"));
        return closed.resolve();
      case "failed":
        return fail(new Error(`storage: ${message.message}`));
      case "committed":
        if (message.notices.length > 0) options.onCommit(message.notices);
        return message.replies.forEach(calls.settle);
      default:
        return message satisfies never;
    }
  };
  worker.on("message", receive);
  worker.on("error", fail);
  worker.on("exit", () => {
    closed.resolve();
    if (!isClosing) fail(new Error("a storage thread ended"));
  });
  opened.promise.catch(() => undefined);

  return {
    modes,
    open() {
      send({ type: "open", now: clock.now() });
      return opened.promise;
    },
    call: calls.make,
    close() {
      isClosing = true;
      calls.flush();
      send({ type: "close" });
      return closed.promise;
    },
    async terminate() {
      isClosing = true;
      await worker.terminate();
    },
  };
}

/** The open calls. Whatever is asked for in one turn of the event loop crosses over together. */
function createCalls(clock: Clock, send: (calls: readonly Call[]) => void) {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let outgoing: Call[] = [];
  let closedBy: Error | undefined;

  function flush(): void {
    if (outgoing.length === 0) return;
    const calls = outgoing;
    outgoing = [];
    send(calls);
  }

  return {
    flush,
    make(name: OperationName, input: unknown): Promise<unknown> {
      if (closedBy) return Promise.reject(closedBy);
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const id = ++lastId;
      pending.set(id, { resolve, reject });
      const call: Call = { id, name, input: input as InputOf<OperationName>, now: clock.now() };
      if (outgoing.push(call) === 1) setImmediate(flush);
      return promise;
    },
    settle(reply: Reply): void {
      const caller = pending.get(reply.id);
      pending.delete(reply.id);
      if (reply.ok) caller?.resolve(reply.value);
      else caller?.reject(toError(reply.failure));
    },
    /** Whatever waits fails, and whatever comes. */
    failAll(error: Error): void {
      closedBy = error;
      for (const { reject } of pending.values()) reject(error);
      pending.clear();
    },
  };
}
