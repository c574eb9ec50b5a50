import type { ErrorView } from "#protocol/errors.ts";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import type { Outcome } from "../store/contract.ts";
import type { Clock, Scheduled } from "../platform/clock.ts";
import { unavailable, type HttpClient } from "./http-client.ts";
import type { Link } from "./link.ts";

export interface Letter {
  readonly clientId: ClientId;
  readonly roomId: RoomId;
  readonly body: string;
}

interface Awaited {
  readonly answer: (outcome: Outcome<Message>) => void;
  readonly timer: Scheduled;
}

const ackWithinMs = 15_000;

/** Carries one message to the server and brings back its confirmation: over the socket when there is one, else by HTTP. */
export class Courier {
  readonly #link: () => Link | undefined;
  readonly #http: HttpClient;
  readonly #clock: Clock;
  readonly #awaited = new Map<string, Awaited>();

  constructor(link: () => Link | undefined, http: HttpClient, clock: Clock) {
    this.#link = link;
    this.#http = http;
    this.#clock = clock;
  }

  /** Answers `unavailable` when nobody knows whether it arrived: then the same letter is carried again. */
  async deliver({ clientId, roomId, body }: Letter): Promise<Outcome<Message>> {
    if (this.#link()?.send({ t: "send", ref: clientId, roomId, clientId, body })) return this.#awaitAck(clientId);
    const sent = await this.#http("sendMessage", { params: { room: String(roomId) }, body: { body, clientId } });
    return sent.ok ? { ok: true, value: sent.value.message } : sent;
  }

  onFrame(frame: ServerFrame): void {
    if (frame.t === "ack") this.#answer(frame.ref, { ok: true, value: frame.message });
    if (frame.t === "error" && frame.ref !== undefined)
      this.#answer(frame.ref, { ok: false, error: frame as ErrorView });
  }

  /** The link is another one now: acknowledgements that had not come will not come. */
  onLinkChange(): void {
    for (const ref of this.#awaited.keys()) this.#answer(ref, { ok: false, error: unavailable });
  }

  #awaitAck(ref: string): Promise<Outcome<Message>> {
    const { promise, resolve } = Promise.withResolvers<Outcome<Message>>();
    const timer = this.#clock.schedule(() => this.#answer(ref, { ok: false, error: unavailable }), ackWithinMs);
    this.#awaited.set(ref, { answer: resolve, timer });
    return promise;
  }

  #answer(ref: string | number, outcome: Outcome<Message>): void {
    const awaited = this.#awaited.get(String(ref));
    this.#awaited.delete(String(ref));
    awaited?.timer.cancel();
    awaited?.answer(outcome);
  }
}
