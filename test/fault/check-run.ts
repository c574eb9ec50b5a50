import { isDeepStrictEqual } from "node:util";
import type { RoomId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import type { RoomState } from "#protocol/room-state.ts";
import type { LiveClient } from "../support/live-client.ts";
import type { Journal } from "./journal.ts";

/** The whole history of each room, as it stands when all is quiet. */
export type Histories = ReadonlyMap<RoomId, readonly Message[]>;

/** What the server says at the end, against what was promised and seen. Answers with every broken promise. */
export function checkJournal(journal: Journal, histories: Histories): string[] {
  return [...checkAcked(journal, histories), ...checkOnce(journal, histories), ...checkOrder(journal, histories)];
}

/** Promise 1: what was acknowledged is there, under the number that was given. */
function checkAcked({ acked, intended }: Journal, histories: Histories): string[] {
  const stored = new Map([...histories.values()].flat().map((message) => [message.id, message]));
  const intentions = new Map(intended.map((entry) => [entry.clientId, entry]));
  return acked.flatMap(({ clientId, id, seq }) => {
    const message = stored.get(id);
    // A lost id may have gone to another message since.
    if (message?.body !== intentions.get(clientId)?.body) return [`acknowledged and lost: ${clientId} (message ${id})`];
    return message?.seq === seq ? [] : [`${clientId} was acknowledged as ${seq}, and stands at ${message?.seq}`];
  });
}

/** Promise 2: no intention became two messages, and no message came from nowhere. */
function checkOnce({ intended }: Journal, histories: Histories): string[] {
  const times = new Map(intended.map(({ body }) => [body, 0]));
  const faults: string[] = [];
  for (const { id, body } of [...histories.values()].flat()) {
    const count = times.get(body);
    if (count === undefined) faults.push(`message ${id} was never meant: ${body.slice(0, 40)}`);
    else times.set(body, count + 1);
  }
  for (const [body, count] of times) if (count > 1) faults.push(`stored ${count} times: ${body.slice(0, 40)}`);
  return faults;
}

/** Promise 3: ordinals run 1, 2, 3 …, numbers rise, and each writer's messages stand in the order of writing. */
function checkOrder({ intended }: Journal, histories: Histories): string[] {
  const faults: string[] = [];
  for (const [roomId, history] of histories) {
    const ranks = new Map(
      intended.filter((entry) => entry.roomId === roomId).map((entry, rank) => [entry.body, { rank, ...entry }]),
    );
    const latest = new Map<number, number>();
    for (const [index, { n, seq, body }] of history.entries()) {
      if (n !== index + 1) faults.push(`room ${roomId}: message ${index + 1} has the ordinal ${n}`);
      if (seq <= (history[index - 1]?.seq ?? 0)) faults.push(`room ${roomId}: ${seq} does not rise`);
      const entry = ranks.get(body);
      if (!entry) continue;
      if (entry.rank < (latest.get(entry.writer) ?? -1)) faults.push(`room ${roomId}: ${entry.clientId} out of order`);
      latest.set(entry.writer, entry.rank);
    }
  }
  return faults;
}

/** Promises 3 and 4: what a reader holds is what a fresh client loads, and nothing on the way broke the rules. */
export function checkReader(client: LiveClient, fresh: RoomState, history: readonly Message[]): string[] {
  const name = `reader of room ${fresh.roomId}`;
  const faults = [...checkManners(client), ...checkState(client.state(fresh.roomId), fresh, history)];
  return faults.map((fault) => `${name}: ${fault}`);
}

/** What the server did on the way that no client should have to put up with, though it can. */
export function checkManners({ faults, counts }: LiveClient): string[] {
  return counts.gaps === 0 ? faults : [...faults, `the server left a gap ${counts.gaps} times`];
}

/** Promise 3: the numbers seen rise, and in a room where only messages are sent none is missing. */
export function checkSeen(journal: Journal, reader: number, roomId: RoomId): string[] {
  const numbers = journal.seen
    .filter((sight) => sight.reader === reader && sight.roomId === roomId)
    .map(({ seq }) => seq);
  return numbers.flatMap((seq, index) => {
    const before = numbers[index - 1];
    return before === undefined || seq === before + 1
      ? []
      : [`reader ${reader} saw ${seq} after ${before} in room ${roomId}`];
  });
}

export function checkState(held: RoomState, fresh: RoomState, history: readonly Message[]): string[] {
  const faults: string[] = [];
  if (held.seq !== fresh.seq) faults.push(`stands at ${held.seq}, not at ${fresh.seq}`);
  if (!isDeepStrictEqual(held.room, fresh.room)) {
    faults.push(`holds another room: ${JSON.stringify(held.room)} not ${JSON.stringify(fresh.room)}`);
  }
  if (!isDeepStrictEqual(presentMembers(held), presentMembers(fresh))) faults.push("holds other members");
  const oldest = held.hasMore ? (held.messages[0]?.seq ?? Infinity) : 0;
  const expected = history.filter(({ seq }) => seq >= oldest);
  if (isDeepStrictEqual(held.messages, expected)) return faults;
  return [...faults, describeDifference(held.messages, expected)];
}

function presentMembers(state: RoomState): unknown {
  return [...state.members.values()]
    .filter(({ leftAt }) => leftAt === undefined)
    .toSorted((a, b) => a.user.id - b.user.id);
}

function describeDifference(held: readonly Message[], expected: readonly Message[]): string {
  const index = expected.findIndex((message, at) => !isDeepStrictEqual(message, held[at]));
  const place = index === -1 ? expected.length : index;
  const brief = (message: Message | undefined) =>
    message && `seq ${message.seq}, rev ${message.rev}, ${message.body.slice(0, 40)}`;
  return `holds ${held.length} messages, not ${expected.length}; at ${place}: ${brief(held[place])} – ${brief(expected[place])}`;
}
