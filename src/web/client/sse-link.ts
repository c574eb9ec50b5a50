import type { Clock, Scheduled } from "../platform/clock.ts";
import type { Network } from "../platform/network.ts";
import { readError } from "./http-client.ts";
import { parseFrame, type Link, type LinkEnd, type LinkHost } from "./link.ts";
import { writeCursor } from "./write-cursor.ts";

/**
 * Reads the event stream by `fetch`: an `EventSource` hides heartbeats (comments) and refusals (statuses) from us, and
 * comes back by its own clock.
 */
export function openSseLink(network: Network, clock: Clock, host: LinkHost): Link {
  const stream = new EventStream(network, clock, host);
  stream.open();
  return {
    transport: "sse",
    send: () => false,
    subscribe: () => stream.reopenSoon(),
    unsubscribe: () => stream.reopenSoon(),
    renew: () => stream.reopenSoon(),
    close: () => stream.close(),
  };
}

class EventStream {
  readonly #network: Network;
  readonly #clock: Clock;
  readonly #host: LinkHost;
  #request = new AbortController();
  #reopening: Scheduled | undefined;
  #isReady = false;

  constructor(network: Network, clock: Clock, host: LinkHost) {
    this.#network = network;
    this.#clock = clock;
    this.#host = host;
  }

  open(): void {
    this.#request.abort();
    this.#request = new AbortController();
    void this.#read(this.#request.signal);
  }

  /** Rooms are often opened and left together: one request serves them all. */
  reopenSoon(): void {
    this.#reopening ??= this.#clock.schedule(() => {
      this.#reopening = undefined;
      this.open();
    }, 0);
  }

  close(): void {
    this.#reopening?.cancel();
    this.#request.abort();
  }

  async #read(signal: AbortSignal): Promise<void> {
    const end = await this.#follow(signal).catch((): LinkEnd => ({}));
    if (signal.aborted) return;
    this.close();
    this.#host.onEnd(end);
  }

  async #follow(signal: AbortSignal): Promise<LinkEnd> {
    const { cursor, rooms, ...look } = writeCursor(this.#host.reading());
    // With no room to be level in, only the welcome shows that the stream flows; with a cursor it may be left out.
    const query = new URLSearchParams({ rooms, ...look, ...(cursor !== undefined && rooms !== "" && { cursor }) });
    const headers = { accept: "text/event-stream" };
    const url = `${this.#network.origin()}/api/v1/events?${query}`;
    const response = await this.#network.fetch(url, { headers, signal, cache: "no-store" });
    if (!response.ok) return { error: await readError(response) };
    if (!response.body) return {};
    let rest = "";
    let isFirst = true;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader.read(); !chunk.done && !signal.aborted; chunk = await reader.read()) {
      this.#hear(isFirst);
      isFirst = false;
      const lines = (rest + chunk.value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (!signal.aborted) this.#take(line);
      if (writeCursor(this.#host.reading()).rooms !== rooms) this.reopenSoon();
    }
    return {};
  }

  #hear(isFirst: boolean): void {
    if (!this.#isReady) {
      this.#isReady = true;
      this.#host.onReady();
    }
    if (isFirst) this.#host.onRestart();
    this.#host.onHeard();
  }

  #take(line: string): void {
    const frame = line.startsWith("data:") ? parseFrame(line.slice(5)) : undefined;
    if (frame) this.#host.onFrame(frame);
  }
}
