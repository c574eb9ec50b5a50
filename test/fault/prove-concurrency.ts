import type { ClientId, MessageId, RoomId } from "#protocol/ids.ts";
import { eventually } from "../support/eventually.ts";
import { LiveClient } from "../support/live-client.ts";
import { transports } from "../support/live-transports.ts";
import { loadHistory, loadRoom } from "../support/load-room.ts";
import { makeCrowd } from "../support/make-rooms.ts";
import type { Person } from "../support/people.ts";
import { type SeededRandom, seededRandom, seedFor } from "../support/seeded-random.ts";
import { startParleyProcess } from "../support/start-parley-process.ts";
import { checkReader } from "./check-run.ts";
import type { ProofOptions } from "./prove-kills.ts";
import { sendByHttp } from "./run-writer.ts";

const writers = 16;

/**
 * Many people change the same room and the same messages at once: sends, edits by the author against deletion by the
 * owner, joins and leaves, names. Readers who were there must end with what the rows say, numbers without a hole.
 */
export async function proveConcurrency(rounds: number, { mutant, databaseUrl }: ProofOptions = {}): Promise<string[]> {
  const random = seededRandom(seedFor("concurrency"));
  await using parley = await startParleyProcess({
    mutant,
    env: databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl },
  });
  const { people, roomIds } = await makeCrowd(parley.url, { people: writers, rooms: 1 });
  const [owner] = people;
  const [roomId] = roomIds;
  await using clients = new AsyncDisposableStack();
  const readers: LiveClient[] = [];
  for (const transport of transports) {
    readers.push(clients.use(await LiveClient.open({ caller: owner, transport, rooms: [roomId] })));
  }
  for (let round = 0; round < rounds; round++) await playRound({ people, roomId, round, random });

  const fresh = await loadRoom(owner, roomId);
  const history = await loadHistory(owner, roomId);
  const faults = history.flatMap(({ id, body, deletedAt }) =>
    deletedAt !== undefined && body !== "" ? [`message ${id} is deleted, and says: ${body}`] : [],
  );
  for (const [index, reader] of readers.entries()) {
    const isThere = () => reader.isLevel && reader.state(roomId).seq >= fresh.seq;
    await eventually(isThere).catch(() => faults.push(`reader ${index} did not become level`));
    faults.push(...checkReader(reader, fresh, history));
  }
  return faults;
}

interface Round {
  readonly people: readonly [Person, ...Person[]];
  readonly roomId: RoomId;
  readonly round: number;
  readonly random: SeededRandom;
}

/** Everybody sends; then authors edit while the owner deletes, somebody comes and goes, and the room gets a name. */
async function playRound({ people, roomId, round, random }: Round): Promise<void> {
  const params = { room: String(roomId) };
  const sent = await Promise.all(
    people.map(async (author, index) => {
      const clientId = `round-${round}-of-${index}` as ClientId;
      return { author, id: (await sendByHttp(author, { roomId, clientId, body: clientId })).id };
    }),
  );
  const [owner, ...others] = people;
  const visitor = random.pick(others as [Person, ...Person[]]);
  const contested = sent.filter(({ author }) => author !== visitor && random.chance(0.5));
  await Promise.all([
    ...contested.flatMap(({ author, id }) => [edit(author, id), edit(author, id), remove(owner, id)]),
    visitor.call("removeMember", { params: { ...params, user: "me" } }),
    owner.call("changeRoom", { params, body: { name: `Round ${round}` } }),
  ]);
  await visitor.call("addMembers", { params, body: {} });
}

/** The author may find it deleted already. */
async function edit(author: Person, id: MessageId): Promise<void> {
  await author.call("editMessage", { params: { id }, body: { body: "Edited while it was deleted" } }).catch(() => {});
}

async function remove(owner: Person, id: MessageId): Promise<void> {
  await owner.call("deleteMessage", { params: { id } });
}
