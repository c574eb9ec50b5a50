import { decodeCursor } from "#protocol/cursor.ts";
import { limits } from "#protocol/limits.ts";
import type { AnswerOf } from "#protocol/http-api.ts";
import type { Outcome } from "../store/contract.ts";
import type { Clock } from "../platform/clock.ts";
import type { HttpClient } from "./http-client.ts";
import type { Link, LinkHost } from "./link.ts";
import { writeCursor } from "./write-cursor.ts";

/** The least time between two answers that brought nothing, should a proxy cut every wait short. */
const leastPauseMs = 1_000;

/** Asks again and again. Every answer is complete in itself: a read of the log up to the cursor that comes with it. */
export function openPollLink(http: HttpClient, clock: Clock, host: LinkHost): Link {
  const poller = new Poller(http, clock, host);
  void poller.run();
  return {
    transport: "poll",
    send: () => false,
    subscribe: () => poller.askAgain(),
    unsubscribe: () => poller.askAgain(),
    renew: () => poller.askAgain(),
    close: () => poller.close(),
  };
}

class Poller {
  readonly #http: HttpClient;
  readonly #clock: Clock;
  readonly #host: LinkHost;
  #request = new AbortController();
  #isClosed = false;
  #isReady = false;

  constructor(http: HttpClient, clock: Clock, host: LinkHost) {
    this.#http = http;
    this.#clock = clock;
    this.#host = host;
  }

  /** What is asked for has changed: gives up the answer under way. */
  askAgain(): void {
    this.#request.abort();
  }

  close(): void {
    this.#isClosed = true;
    this.#request.abort();
  }

  async run(): Promise<void> {
    while (!this.#isClosed) {
      this.#request = new AbortController();
      const { signal } = this.#request;
      const askedAtMs = this.#clock.now();
      const waitSeconds = this.#isReady ? limits.pollMaxWaitSeconds : 0;
      const answer = await this.#ask(signal, waitSeconds);
      if (signal.aborted) continue;
      if (!answer.ok) {
        this.#isClosed = true;
        this.#host.onEnd({ error: answer.error });
        return;
      }
      this.#tell(answer.value);
      const isCutShort = waitSeconds > 0 && answer.value.frames.length === 0;
      if (isCutShort) await this.#pause(askedAtMs + leastPauseMs - this.#clock.now());
    }
  }

  /** The first answer must not wait: it shows that polling works, and brings what was missed. */
  #ask(signal: AbortSignal, waitSeconds: number): Promise<Outcome<AnswerOf<"sync">>> {
    const query = { ...writeCursor(this.#host.reading()), wait: waitSeconds };
    return this.#http("sync", { query, signal, timeoutMs: waitSeconds * 1_000 + 15_000 });
  }

  #tell({ frames, cursor, hasMore }: AnswerOf<"sync">): void {
    this.#host.onHeard();
    if (!this.#isReady) {
      this.#isReady = true;
      this.#host.onReady();
    }
    this.#host.onRestart();
    for (const frame of frames) if (!this.#isClosed) this.#host.onFrame(frame);
    if (hasMore === true) return;
    for (const [roomId, seq] of decodeCursor(cursor)?.rooms ?? []) this.#host.onFrame({ t: "level", roomId, seq });
  }

  async #pause(forMs: number): Promise<void> {
    if (forMs <= 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#clock.schedule(resolve, forMs);
    await promise;
  }
}
