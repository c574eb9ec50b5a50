import { setTimeout as delay } from "node:timers/promises";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import { RefusedError } from "../support/caller.ts";
import type { LiveClient, NewText } from "../support/live-client.ts";
import type { Person } from "../support/people.ts";
import type { SeededRandom } from "../support/seeded-random.ts";
import type { Journal } from "./journal.ts";

export interface WriterOptions {
  readonly writer: number;
  readonly person: Person;
  readonly roomIds: readonly [RoomId, ...RoomId[]];
  /** Used while it is connected by a socket; HTTP otherwise, and now and then anyway. */
  readonly client?: LiveClient | undefined;
  readonly journal: Journal;
  readonly random: SeededRandom;
  /** Asked before each message: are there more to write? */
  readonly goesOn: (written: number) => boolean;
  readonly attemptWithinMs?: number;
}

/** Writes one message after the other, each repeated under its client id over any road until it is acknowledged. */
export async function runWriter(options: WriterOptions): Promise<number> {
  const { writer, random, journal, roomIds } = options;
  let written = 0;
  while (options.goesOn(written)) {
    const clientId = `writer-${writer}-message-${written}` as ClientId;
    const text = { roomId: random.pick(roomIds), clientId, body: makeBody(random, clientId) };
    journal.intend({ writer, ...text });
    const message = await sendUntilAcked(options, text);
    journal.ack({ clientId, id: message.id, seq: message.seq });
    written++;
  }
  return written;
}

const scraps = [
  "plain",
  "línea",
  "日本語",
  "👩‍👩‍👧",
  "a\nb",
  "\u202Ertl",
  "e\u0301",
  "<b>&amp;",
  '"quoted\\"',
  "tab\there",
] as const;

function makeBody(random: SeededRandom, clientId: ClientId): string {
  return `${clientId} ${random.pick(scraps)} ${"x".repeat(random.between(0, 400))}`;
}

async function sendUntilAcked(options: WriterOptions, text: NewText): Promise<Message> {
  for (;;) {
    try {
      return await sendOnce(options, text);
    } catch (error) {
      if (error instanceof RefusedError && error.view.code !== "rate_limited" && error.status < 500) throw error;
      const retryAfterMs = error instanceof RefusedError ? error.view.retryAfterMs : undefined;
      await delay(Math.min(retryAfterMs ?? options.random.between(1, 30), 2_000));
    }
  }
}

function sendOnce({ person, client, random, attemptWithinMs = 1_500 }: WriterOptions, text: NewText): Promise<Message> {
  const signal = AbortSignal.timeout(attemptWithinMs);
  if (client?.canSend && random.chance(0.8)) return Promise.race([client.send(text), rejectAt(signal)]);
  return sendByHttp(person, text, signal);
}

export async function sendByHttp(
  person: Person,
  { roomId, clientId, body }: NewText,
  signal?: AbortSignal,
): Promise<Message> {
  const input = { params: { room: String(roomId) }, body: { clientId, body } };
  const { message } = await person.call("sendMessage", input, signal);
  return message;
}

function rejectAt(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => reject(new Error("No answer in time")));
  return promise;
}
