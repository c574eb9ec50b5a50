import type { MessageId, RoomId, UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { findMentions, foldMention, isWholeRoom, type WholeRoom } from "#protocol/mentions.ts";
import type { RoomRights } from "../../rooms/access.ts";
import type { NewMessageRow, RoomRow } from "../tables.ts";
import { tellUser, type Transaction } from "../transaction.ts";
import { inChunks } from "./in-chunks.ts";

/** Members of rooms by the names that texts call them: room, then folded username. */
export type NamedMembers = ReadonlyMap<RoomId, ReadonlyMap<string, UserId>>;

/** What a text says about whom it is for, and may have keys of names that could be in it. */
export interface Addressing {
  readonly roomId: RoomId;
  readonly body: string;
  /** Keys (`users.username_key`) of all names that the text may mean. */
  readonly nameKeys?: readonly string[] | undefined;
}

/** The members whom these texts may mean: one query, and none when no text holds an @. */
export async function readNamed(tx: Transaction, texts: readonly Addressing[]): Promise<NamedMembers> {
  const keys = [...new Set(texts.flatMap(({ nameKeys = [] }) => nameKeys))];
  const roomIds = [...new Set(texts.flatMap(({ roomId, nameKeys = [] }) => (nameKeys.length > 0 ? [roomId] : [])))];
  const named = new Map<RoomId, Map<string, UserId>>();
  for (const chunk of inChunks(keys)) {
    const rows = await tx.db
      .selectFrom("users")
      .innerJoin("members", "members.user_id", "users.id")
      .select(["members.room_id", "users.id", "users.username"])
      .where("users.username_key", "in", chunk)
      .where("members.room_id", "in", roomIds)
      .where("members.left_at", "is", null)
      .execute();
    for (const { room_id, id, username } of rows) {
      const names = named.get(room_id) ?? new Map<string, UserId>();
      named.set(room_id, names.set(foldMention(username), id));
    }
  }
  return named;
}

/** Columns of a message that say whom it addresses. */
export interface AddressColumns {
  readonly mentions: string;
  readonly mentions_all: WholeRoom | "";
}

/** Everybody at once only where the room is small or the author keeps it; otherwise the word is just a word. */
export function toAddressColumns(
  { roomId, body }: Addressing,
  named: NamedMembers,
  { room, rights }: { room: Pick<RoomRow, "member_count">; rights: Pick<RoomRights, "addressAll"> },
): AddressColumns {
  const members = named.get(roomId);
  const names = findMentions(body, (name) => members?.has(name) ?? false);
  const mayAddressAll = rights.addressAll || room.member_count <= limits.mentionAllFreeMembers;
  const ids = names.flatMap((name) => members?.get(name) ?? []);
  return { mentions: ids.join("."), mentions_all: (mayAddressAll && names.find(isWholeRoom)) || "" };
}

export function toIds(mentions: string): UserId[] {
  return mentions === "" ? [] : mentions.split(".").map((id) => Number(id) as UserId);
}

/** A message as far as it matters to those whom it addresses. */
type Addressed = Pick<NewMessageRow, "room_id" | "seq" | "n" | "author_id" | "reply_to" | "created_at"> &
  AddressColumns & { readonly deleted_at?: number | null };

/**
 * Keeps who is addressed by messages, by name or by an answer, and tells them; whoever blocked the author is not. A
 * message to everybody needs no rows: its own column says so.
 */
export async function addressMembers(
  tx: Transaction,
  messages: readonly Addressed[],
  alreadyTold: ReadonlySet<UserId> = new Set(),
): Promise<void> {
  const answered = await readAnsweredAuthors(tx, messages);
  const wanted = messages.flatMap((message) => listAddressed(message, answered).map((userId) => ({ message, userId })));
  if (wanted.length === 0) return;
  const deaf = await readDeaf(tx, wanted);
  const rows = wanted
    .filter(({ message, userId }) => !deaf.has(`${userId} ${message.author_id}`))
    .map(({ message: { room_id, seq, n, author_id, created_at }, userId }) => {
      return { user_id: userId, room_id, seq, n, author_id, created_at };
    });
  for (const chunk of inChunks(rows)) await tx.db.insertInto("mentions").values(chunk).execute();
  for (const { user_id, room_id, seq, n } of rows.toSorted((a, b) => a.user_id - b.user_id)) {
    if (!alreadyTold.has(user_id))
      await tellUser(tx, user_id, { type: "mention", roomId: room_id, seq, n, isOn: true });
  }
}

/** The message changed: whom it addressed, it may no longer, and the other way round. */
export async function addressAnew(tx: Transaction, message: Addressed): Promise<void> {
  const before = await tx.db
    .deleteFrom("mentions")
    .where("room_id", "=", message.room_id)
    .where("seq", "=", message.seq)
    .returning("user_id")
    .execute();
  const answered = await readAnsweredAuthors(tx, [message]);
  const still = new Set(listAddressed(message, answered));
  await addressMembers(tx, [message], new Set(before.map(({ user_id }) => user_id)));
  for (const { user_id } of before.toSorted((a, b) => a.user_id - b.user_id)) {
    if (still.has(user_id)) continue;
    const { room_id: roomId, seq, n } = message;
    await tellUser(tx, user_id, { type: "mention", roomId, seq, n, isOn: false });
  }
}

function listAddressed(message: Addressed, answered: ReadonlyMap<MessageId, UserId>): UserId[] {
  if (message.mentions_all !== "" || (message.deleted_at ?? null) !== null) return [];
  const answeredId = message.reply_to ? answered.get(message.reply_to) : undefined;
  const ids = new Set([...toIds(message.mentions), ...(answeredId === undefined ? [] : [answeredId])]);
  ids.delete(message.author_id);
  return [...ids];
}

/** The authors of the messages that are answered, as far as they are still in the room. */
async function readAnsweredAuthors(tx: Transaction, messages: readonly Addressed[]): Promise<Map<MessageId, UserId>> {
  const ids = messages.flatMap(({ reply_to }) => reply_to ?? []);
  const authors = new Map<MessageId, UserId>();
  for (const chunk of inChunks(ids)) {
    const rows = await tx.db
      .selectFrom("messages")
      .innerJoin("members", (join) =>
        join.onRef("members.room_id", "=", "messages.room_id").onRef("members.user_id", "=", "messages.author_id"),
      )
      .select(["messages.id", "author_id"])
      .where("messages.id", "in", chunk)
      .where("members.left_at", "is", null)
      .execute();
    for (const { id, author_id } of rows) authors.set(id, author_id);
  }
  return authors;
}

/** Pairs of who blocked and whom. */
async function readDeaf(
  tx: Transaction,
  wanted: readonly { readonly userId: UserId; readonly message: Addressed }[],
): Promise<Set<string>> {
  const authors = [...new Set(wanted.map(({ message }) => message.author_id))];
  const pairs = new Set<string>();
  for (const chunk of inChunks(authors)) {
    const rows = await tx.db
      .selectFrom("blocks")
      .select(["user_id", "blocked_id"])
      .where("blocked_id", "in", chunk)
      .where("user_id", "in", [...new Set(wanted.map(({ userId }) => userId))].slice(0, 10_000))
      .execute();
    for (const { user_id, blocked_id } of rows) pairs.add(`${user_id} ${blocked_id}`);
  }
  return pairs;
}
