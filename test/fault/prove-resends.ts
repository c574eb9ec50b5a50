import type { ClientId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import { RefusedError } from "../support/caller.ts";
import { LiveClient, type NewText } from "../support/live-client.ts";
import { loadHistory } from "../support/load-room.ts";
import { makeCrowd } from "../support/make-rooms.ts";
import type { Person } from "../support/people.ts";
import { type SeededRandom, seededRandom, seedFor } from "../support/seeded-random.ts";
import { startParleyProcess } from "../support/start-parley-process.ts";
import { checkDatabase } from "./check-database.ts";
import { sendByHttp } from "./run-writer.ts";

import type { ProofOptions } from "./prove-kills.ts";

/** Few enough that six sends of each, twice over, stay within a person's rate. */
const messagesPerPerson = 8;

interface Writer {
  readonly person: Person;
  readonly client: LiveClient;
  readonly texts: readonly NewText[];
}

/** Where a message stands in its room: all that every road tells. */
type Place = Pick<Message, "seq">;

/** The address of the application with rooms that Parley takes the place of. */
async function sendByReference(person: Person, { roomId, clientId, body }: NewText): Promise<Place> {
  const response = await fetch(`${person.baseUrl}/rooms/${roomId}/messages/create/`, {
    method: "POST",
    headers: { ...person.headers, "content-type": "application/json" },
    body: JSON.stringify({ content: body, clientId }),
    redirect: "error",
  });
  if (!response.ok) throw new Error(`reference: ${response.status} ${await response.text()}`);
  const { id } = (await response.json()) as { id: number };
  return { seq: id };
}

/** Each message 1 to 6 times at once, each time over a road of its own choosing. Answers with every answer, by client id. */
async function storm(writers: readonly Writer[], random: SeededRandom): Promise<Map<ClientId, Place[]>> {
  const answers = new Map<ClientId, Place[]>();
  const sending = writers.flatMap(({ person, client, texts }) =>
    texts.map(async (text) => {
      const sends = Array.from({ length: random.between(1, 6) }, () => {
        const road = random.pick(["socket", "http", "reference"]);
        if (road === "socket") return client.send(text);
        return road === "http" ? sendByHttp(person, text) : sendByReference(person, text);
      });
      answers.set(text.clientId, await Promise.all(sends));
    }),
  );
  await Promise.all(sending);
  return answers;
}

async function openWriters(people: readonly Person[], textsOf: (person: Person) => NewText[]): Promise<Writer[]> {
  return await Promise.all(
    people.map(async (person) => {
      const texts = textsOf(person);
      const rooms = texts.slice(0, 1).map(({ roomId }) => roomId);
      const client = await LiveClient.open({ caller: person, transport: "socket", rooms });
      await client.untilLevel();
      return { person, client, texts };
    }),
  );
}

/** Everybody sends everything several times at once, and all of it again after a restart. Answers with the faults. */
export async function proveResends(count: number, { mutant }: ProofOptions = {}): Promise<string[]> {
  const random = seededRandom(seedFor("resend"));
  await using parley = await startParleyProcess({ mutant });
  const { people, roomIds } = await makeCrowd(parley.url, { people: Math.ceil(count / messagesPerPerson), rooms: 2 });
  const makeTexts = (person: Person) =>
    Array.from({ length: messagesPerPerson }, (_, index) => {
      const clientId = `${person.username}-${index}` as ClientId;
      return { roomId: random.pick(roomIds), clientId, body: `Said once: ${clientId}` };
    });
  const writers = await openWriters(people, makeTexts);
  const first = await storm(writers, random);
  await parley.restart();
  const again = writers.map((writer) => ({ ...writer, person: writer.person.at(parley.url) }));
  await Promise.all(again.map(({ client }) => client.untilLevel()));
  const second = await storm(again, random);
  const otherBody = await refusalOfOtherBody(again[0]);
  const stored = (await Promise.all(roomIds.map((roomId) => loadHistory(people[0], roomId)))).flat();
  await Promise.all(writers.map(({ client }) => client.close()));
  await parley.kill("SIGTERM");
  const expected = writers.flatMap(({ texts }) => texts.map(({ clientId }) => clientId));
  return [...compare(expected, [first, second], stored), ...otherBody, ...checkDatabase(parley.dataDir)];
}

async function refusalOfOtherBody(writer: Writer | undefined): Promise<string[]> {
  const text = writer?.texts[0];
  if (!writer || !text) return ["nobody wrote"];
  const refusal: unknown = await sendByHttp(writer.person, { ...text, body: "Something else" }).catch(
    (error: unknown) => error,
  );
  const isRight = refusal instanceof RefusedError && refusal.view.code === "client_id_reused";
  return isRight ? [] : [`another body under the same client id: ${String(refusal)}`];
}

function compare(
  expected: readonly ClientId[],
  storms: readonly ReadonlyMap<ClientId, readonly Place[]>[],
  stored: readonly Message[],
): string[] {
  const faults = stored.length === expected.length ? [] : [`${stored.length} messages stored, not ${expected.length}`];
  const bodies = new Set(stored.map(({ body }) => body));
  for (const clientId of expected) {
    const places = new Set(storms.flatMap((answers) => answers.get(clientId) ?? []).map(({ seq }) => seq));
    if (places.size !== 1) faults.push(`${clientId} was answered with ${[...places].join(", ")}`);
    if (!bodies.has(`Said once: ${clientId}`)) faults.push(`${clientId} is not stored`);
  }
  return faults;
}
