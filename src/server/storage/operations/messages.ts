import { ParleyError } from "#protocol/errors.ts";
import type { ClientId, MessageId, RoomId, UserId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { EditQuery, HistoryPage, HistoryQuery } from "../storage.ts";
import type { MessageRow } from "../tables.ts";
import { tellRoom, type Transaction } from "../transaction.ts";
import { personColumns, type PersonColumns, toMessage } from "../views.ts";
import { addressAnew, readNamed, toAddressColumns } from "./addressees.ts";
import { findRoom, type FoundRoom, lockRoom } from "./find-room.ts";
import { readMentioned, toMessages } from "./message-views.ts";

export function selectMessages(tx: Transaction) {
  return tx.db
    .selectFrom("messages")
    .innerJoin("users", "users.id", "messages.author_id")
    .selectAll("messages")
    .select(personColumns);
}

interface Target extends FoundRoom {
  readonly message: MessageRow & PersonColumns;
  readonly isMine: boolean;
}

/** To change it: its room is locked before it is read, so that neither it nor the viewer's rights can change meanwhile. */
async function findMessage(tx: Transaction, viewer: Viewer, messageId: MessageId): Promise<Target> {
  const home = await tx.db.selectFrom("messages").select("room_id").where("id", "=", messageId).executeTakeFirst();
  if (!home) throw new ParleyError("not_found");
  await lockRoom(tx, home.room_id);
  const message = await selectMessages(tx).where("messages.id", "=", messageId).executeTakeFirstOrThrow();
  const found = await findRoom(tx, { viewer, room: String(message.room_id) });
  if (message.seq <= found.rights.readAfter) throw new ParleyError("not_found");
  return { ...found, message, isMine: viewer.kind === "person" && viewer.userId === message.author_id };
}

export async function editMessage(tx: Transaction, { viewer, messageId, body, nameKeys }: EditQuery): Promise<Message> {
  const { message, room, rights, isMine } = await findMessage(tx, viewer, messageId);
  if (!isMine || !rights.post) throw new ParleyError("forbidden");
  if (message.deleted_at !== null) throw new ParleyError("not_found");
  const addressing = { roomId: room.id, body, nameKeys };
  const columns = toAddressColumns(addressing, await readNamed(tx, [addressing]), { room, rights });
  return await rewrite(tx, message, { body, edited_at: tx.now, ...columns });
}

export async function deleteMessage(
  tx: Transaction,
  { viewer, messageId }: { viewer: Viewer; messageId: MessageId },
): Promise<Message> {
  const { message, rights, isMine } = await findMessage(tx, viewer, messageId);
  if (!rights.moderate && !(isMine && rights.post)) throw new ParleyError("forbidden");
  if (message.deleted_at !== null) return toMessage(message);
  return await rewrite(tx, message, { body: "", deleted_at: tx.now, mentions: "", mentions_all: "" });
}

/** A change to a message is an event of its room like any other: it takes the next number. */
export async function rewrite(
  tx: Transaction,
  message: MessageRow & PersonColumns,
  changes: Partial<Pick<MessageRow, "body" | "edited_at" | "deleted_at" | "mentions" | "mentions_all">>,
): Promise<Message> {
  const room = await lockRoom(tx, message.room_id);
  const rev = room.seq + 1;
  await tx.db.updateTable("rooms").set({ seq: rev }).where("id", "=", room.id).execute();
  await tx.db
    .updateTable("messages")
    .set({ ...changes, rev })
    .where("id", "=", message.id)
    .execute();
  const row = { ...message, ...changes, rev };
  const view = toMessage(row, await readMentioned(tx, [row]));
  tellRoom(tx, room.id, rev, { type: "message", message: view });
  await addressAnew(tx, row);
  return view;
}

export async function listMessages(tx: Transaction, query: HistoryQuery): Promise<HistoryPage> {
  const { room, rights } = await findRoom(tx, query);
  if (!rights.read) throw new ParleyError("not_found");
  const page = await readPage(tx, { roomId: room.id, readAfter: rights.readAfter }, query);
  return { ...page, roomId: room.id, position: { epoch: tx.epoch, seq: room.seq } };
}

/** All that somebody wrote, wherever: by clientId, which the index of "once" has in order. */
export async function listMyMessages(
  tx: Transaction,
  { userId, after, limit }: { userId: UserId; after: string; limit: number },
): Promise<Message[]> {
  const rows = await selectMessages(tx)
    .where("author_id", "=", userId)
    .where("client_id", ">", after as ClientId)
    .orderBy("client_id")
    .limit(limit)
    .execute();
  return await toMessages(tx, rows);
}

type Page = Pick<HistoryPage, "messages" | "hasMore" | "hasMoreAfter">;

/** The part of a room's history that the viewer may read. */
interface History {
  readonly roomId: RoomId;
  readonly readAfter: number;
}

async function readPage(tx: Transaction, history: History, query: HistoryQuery): Promise<Page> {
  const { before, after, around, limit } = query;
  if (around !== undefined) {
    const older = await readBackwards(tx, history, around + 1, Math.ceil(limit / 2));
    const newer = await readForwards(tx, history, around, Math.floor(limit / 2));
    return { messages: [...older.messages, ...newer.messages], hasMore: older.hasMore, hasMoreAfter: newer.hasMore };
  }
  if (after !== undefined) return await readForwards(tx, history, after, limit);
  return await readBackwards(tx, history, before ?? Number.MAX_SAFE_INTEGER, limit);
}

async function readBackwards(tx: Transaction, history: History, before: number, limit: number): Promise<Page> {
  const rows = await selectMessages(tx)
    .where("room_id", "=", history.roomId)
    .where("messages.seq", ">", history.readAfter)
    .where("messages.seq", "<", before)
    .orderBy("messages.seq", "desc")
    .limit(limit + 1)
    .execute();
  return { messages: (await toMessages(tx, rows.slice(0, limit))).toReversed(), hasMore: rows.length > limit };
}

async function readForwards(tx: Transaction, history: History, after: number, limit: number): Promise<Page> {
  const rows = await selectMessages(tx)
    .where("room_id", "=", history.roomId)
    .where("messages.seq", ">", Math.max(after, history.readAfter))
    .orderBy("messages.seq")
    .limit(limit + 1)
    .execute();
  return { messages: await toMessages(tx, rows.slice(0, limit)), hasMore: rows.length > limit };
}
