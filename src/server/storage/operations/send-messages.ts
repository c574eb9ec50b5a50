import { sql } from "kysely";
import type { ErrorCode } from "#protocol/errors.ts";
import type { MessageId, RoomId, UserId } from "#protocol/ids.ts";
import type { User } from "#protocol/user.ts";
import { type RoomRights, rightsIn } from "../../rooms/access.ts";
import type { NewMessage, SentMessage } from "../storage.ts";
import type { MemberRow, MessageRow, NewMessageRow, RoomRow } from "../tables.ts";
import { tellRoom, type Transaction } from "../transaction.ts";
import { type PersonColumns, toMessage } from "../views.ts";
import { type AddressColumns, addressMembers, readNamed, toAddressColumns } from "./addressees.ts";
import { unhideChat } from "./chats.ts";
import { inChunks } from "./in-chunks.ts";
import { readMentioned } from "./message-views.ts";

export type SendOutcome = SentMessage | { readonly refused: ErrorCode };

/** One wish to send, with who it is from. */
interface Wish {
  readonly input: NewMessage;
  readonly authorId: UserId;
  readonly key: string;
}

interface Author extends PersonColumns {
  readonly id: UserId;
  readonly role: MemberRow["role"] | null;
  readonly from_seq: number | null;
}

/**
 * Sends many messages at once: a handful of statements for the whole batch. Every room's numbers are taken in the
 * order of the batch. Answers stand in the order of the inputs.
 */
export async function sendMessages(tx: Transaction, inputs: readonly NewMessage[]): Promise<SendOutcome[]> {
  const wishes = inputs.map(toWish);
  const rooms = await lockRooms(tx, inputs);
  const authors = await readAuthors(tx, wishes);
  const sent = await readSent(tx, wishes);
  const answered = await readAnswered(tx, inputs);
  const named = await readNamed(tx, inputs);
  const fresh: FreshRow[] = [];
  const outcomes: (SendOutcome | NewMessageRow)[] = [];
  for (const wish of wishes) {
    const earlier = sent.get(wish.key);
    const room = rooms.get(wish.input.roomId);
    const author = authors.get(placeKey(wish.input.roomId, wish.authorId));
    const answer = wish.input.replyTo === undefined ? undefined : (answered.get(wish.input.replyTo) ?? "nothing");
    const refused = room ? refusal(wish.input, { room, author, earlier, answer }) : "not_found";
    if (!room || refused) {
      outcomes.push({ refused: refused ?? "not_found" });
    } else if (earlier) {
      outcomes.push(earlier);
    } else {
      const rights = rightsOf(room, author, wish.input);
      const row = { ...numberMessage(tx, wish, room), ...toAddressColumns(wish.input, named, { room, rights }) };
      fresh.push(row);
      sent.set(wish.key, row);
      outcomes.push(row);
    }
  }
  const ids = await insertMessages(tx, fresh);
  await advanceRooms(tx, rooms, fresh);
  const people = await readMentioned(tx, fresh);
  const outcome = conclude(tx, outcomes, { ids, authors, people, fresh: new Set(fresh) });
  await addressMembers(tx, fresh);
  await unhideChats(tx, rooms, fresh);
  return outcome;
}

function toWish(input: NewMessage): Wish {
  const authorId = input.author.kind === "person" ? input.author.userId : (0 as UserId);
  return { input, authorId, key: `${authorId} ${input.clientId}` };
}

function placeKey(roomId: RoomId, userId: UserId): string {
  return `${roomId} ${userId}`;
}

type FreshRow = NewMessageRow & AddressColumns;
type Earlier = NewMessageRow | MessageRow;

interface Circumstances {
  readonly room: RoomRow;
  readonly author: Author | undefined;
  readonly earlier: Earlier | undefined;
  /** Where the message stands that it answers, if it answers one. */
  readonly answer: Answered | "nothing" | undefined;
}

type Answered = Pick<MessageRow, "room_id" | "seq">;

/** Why this message may not be sent, if it may not. Rights come first: whoever lost them learns nothing of the past. */
function refusal(input: NewMessage, { room, author, earlier, answer }: Circumstances): ErrorCode | undefined {
  const rights = rightsOf(room, author, input);
  if (!rights.see) return "not_found";
  if (!rights.post || !author) return "forbidden";
  if (earlier) return isSame(input, earlier) ? undefined : "client_id_reused";
  if (answer === undefined) return undefined;
  const isHere = answer !== "nothing" && answer.room_id === room.id && answer.seq > rights.readAfter;
  return isHere ? undefined : "invalid";
}

function rightsOf(room: RoomRow, author: Author | undefined, input: NewMessage): RoomRights {
  const { role, from_seq: fromSeq } = author ?? {};
  const { kind, readable_by: readableBy } = room;
  return rightsIn({ kind, readableBy, role: role ?? undefined, fromSeq: fromSeq ?? undefined }, input.author);
}

/** What was edited or deleted since can no longer be compared; the author's word is taken that it was this text. */
function isSame(input: NewMessage, earlier: Earlier): boolean {
  return input.roomId === earlier.room_id && (input.body === earlier.body || earlier.rev !== earlier.seq);
}

/** Takes the room's next numbers for a message; `room` moves on. */
function numberMessage(tx: Transaction, { input, authorId }: Wish, room: RoomRow): NewMessageRow {
  room.seq += 1;
  room.n += 1;
  return {
    room_id: room.id,
    seq: room.seq,
    rev: room.seq,
    n: room.n,
    author_id: authorId,
    client_id: input.clientId,
    body: input.body,
    created_at: tx.now,
    edited_at: null,
    deleted_at: null,
    reply_to: input.replyTo ?? null,
  };
}

/** Rooms in one order everywhere, so that two batches never wait for each other in a ring. */
async function lockRooms(tx: Transaction, inputs: readonly NewMessage[]): Promise<Map<RoomId, RoomRow>> {
  const ids = [...new Set(inputs.map((input) => input.roomId))].sort((a, b) => a - b);
  const rooms = new Map<RoomId, RoomRow>();
  for (const chunk of inChunks(ids)) {
    const rows = await tx.db
      .selectFrom("rooms")
      .selectAll()
      .where("id", "in", chunk)
      .orderBy("id")
      .$if(tx.dialect.locksRows, (query) => query.forUpdate())
      .execute();
    for (const row of rows) rooms.set(row.id, { ...row });
  }
  return rooms;
}

/** The authors, each with their role in the room they write to. */
async function readAuthors(tx: Transaction, wishes: readonly Wish[]): Promise<Map<string, Author>> {
  const places = new Map(wishes.map((wish) => [placeKey(wish.input.roomId, wish.authorId), wish]));
  const authors = new Map<string, Author>();
  for (const chunk of inChunks([...places.values()])) {
    const wanted = sql.join(
      chunk.map(({ input, authorId }) => sql`(cast(${input.roomId} as bigint), cast(${authorId} as bigint))`),
    );
    const { rows } = await sql<Author & { room_id: RoomId }>`
      with wanted (room_id, user_id) as (values ${wanted})
      select wanted.room_id, users.id, users.username, users.display_name, users.avatar, members.role, members.from_seq
      from wanted
      join users on users.id = wanted.user_id
      left join members on members.room_id = wanted.room_id and members.user_id = wanted.user_id
        and members.left_at is null`.execute(tx.db);
    for (const row of rows) authors.set(placeKey(row.room_id, row.id), row);
  }
  return authors;
}

/** What of the batch was sent before. */
async function readSent(tx: Transaction, wishes: readonly Wish[]): Promise<Map<string, Earlier>> {
  const sent = new Map<string, Earlier>();
  for (const chunk of inChunks(wishes)) {
    const wanted = sql.join(
      chunk.map(({ input, authorId }) => sql`(cast(${authorId} as bigint), cast(${input.clientId} as text))`),
    );
    const { rows } = await sql<MessageRow>`
      with wanted (author_id, client_id) as (values ${wanted})
      select messages.* from wanted
      join messages on messages.author_id = wanted.author_id and messages.client_id = wanted.client_id`.execute(tx.db);
    for (const row of rows) sent.set(`${row.author_id} ${row.client_id}`, row);
  }
  return sent;
}

/** The places of the messages that are answered. */
async function readAnswered(tx: Transaction, inputs: readonly NewMessage[]): Promise<Map<MessageId, Answered>> {
  const ids = inputs.flatMap(({ replyTo }) => (replyTo === undefined ? [] : [replyTo]));
  const answered = new Map<MessageId, Answered>();
  for (const chunk of inChunks(ids)) {
    const rows = await tx.db.selectFrom("messages").select(["id", "room_id", "seq"]).where("id", "in", chunk).execute();
    for (const { id, ...place } of rows) answered.set(id, place);
  }
  return answered;
}

/** Ids by room and number. */
async function insertMessages(tx: Transaction, rows: readonly NewMessageRow[]): Promise<Map<string, MessageId>> {
  const ids = new Map<string, MessageId>();
  for (const chunk of inChunks(rows)) {
    const inserted = await tx.db.insertInto("messages").values(chunk).returning(["id", "room_id", "seq"]).execute();
    for (const { id, room_id, seq } of inserted) ids.set(`${room_id} ${seq}`, id);
  }
  return ids;
}

async function advanceRooms(
  tx: Transaction,
  rooms: ReadonlyMap<RoomId, RoomRow>,
  fresh: readonly NewMessageRow[],
): Promise<void> {
  for (const id of new Set(fresh.map((row) => row.room_id))) {
    const room = rooms.get(id);
    if (!room) continue;
    await tx.db
      .updateTable("rooms")
      .set({ seq: room.seq, n: room.n, last_message_at: tx.now })
      .where("id", "=", id)
      .execute();
  }
}

async function unhideChats(
  tx: Transaction,
  rooms: ReadonlyMap<RoomId, RoomRow>,
  fresh: readonly NewMessageRow[],
): Promise<void> {
  for (const row of new Map(fresh.map((each) => [placeKey(each.room_id, each.author_id), each])).values()) {
    const room = rooms.get(row.room_id);
    const isChat = room?.kind === "direct" || room?.kind === "group";
    if (isChat) await unhideChat(tx, { ...room, last_message_at: tx.now }, row.author_id);
  }
}

interface Written {
  readonly ids: ReadonlyMap<string, MessageId>;
  readonly authors: ReadonlyMap<string, Author>;
  /** Those whom the new ones mention. */
  readonly people: ReadonlyMap<UserId, User>;
  readonly fresh: Set<Earlier>;
}

function conclude(
  tx: Transaction,
  outcomes: readonly (SendOutcome | Earlier)[],
  { ids, authors, people, fresh }: Written,
): SendOutcome[] {
  return outcomes.map((outcome) => {
    if (!("room_id" in outcome)) return outcome;
    const author = authors.get(placeKey(outcome.room_id, outcome.author_id));
    const id = outcome.id ?? ids.get(`${outcome.room_id} ${outcome.seq}`);
    if (!author || id === undefined) throw new Error("a message lost its author or id while it was sent");
    const message = toMessage({ ...(outcome as MessageRow), ...author, id }, people);
    const isNew = fresh.delete(outcome);
    if (isNew) tellRoom(tx, message.roomId, message.seq, { type: "message", message });
    return { message, isNew };
  });
}
