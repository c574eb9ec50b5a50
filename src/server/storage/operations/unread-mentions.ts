import { sql } from "kysely";
import type { RoomId, UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { Transaction } from "../transaction.ts";

/** A query may bring this many at most; more of them unread are counted as this many. */
const rowsMax = 5_000;

/**
 * The ordinals of the unread messages that address me, of all my rooms or of one: those with rows of mine, and those to
 * everybody. Derived, so that nothing has to be written when messages are read.
 */
export async function readUnreadMentions(
  tx: Transaction,
  userId: UserId,
  roomId?: RoomId,
): Promise<Map<RoomId, number[]>> {
  const rows = await tx.db
    .selectFrom("members as mine")
    .innerJoin("mentions", (join) =>
      join
        .onRef("mentions.room_id", "=", "mine.room_id")
        .onRef("mentions.user_id", "=", "mine.user_id")
        .onRef("mentions.n", ">", "mine.read_n")
        .onRef("mentions.seq", ">", "mine.from_seq"),
    )
    .select(["mentions.room_id", "mentions.n"])
    .where("mine.user_id", "=", userId)
    .where("mine.left_at", "is", null)
    .where("mentions.author_id", "not in", selectBlocked(tx, userId))
    .$if(roomId !== undefined, (query) => query.where("mine.room_id", "=", roomId ?? (0 as RoomId)))
    .unionAll(selectToAll(tx, userId, roomId))
    .orderBy("n", "desc")
    .limit(rowsMax)
    .execute();
  const ordinals = new Map<RoomId, number[]>();
  for (const { room_id, n } of rows) {
    const list = ordinals.get(room_id) ?? [];
    if (list.length < limits.mentionsMaxUnread) ordinals.set(room_id, [...list, n]);
  }
  for (const list of ordinals.values()) list.reverse();
  return ordinals;
}

export function selectBlocked(tx: Transaction, userId: UserId) {
  return tx.db.selectFrom("blocks").select("blocked_id").where("user_id", "=", userId);
}

function selectToAll(tx: Transaction, userId: UserId, roomId?: RoomId) {
  return tx.db
    .selectFrom("members as mine")
    .innerJoin("messages", (join) =>
      join
        .onRef("messages.room_id", "=", "mine.room_id")
        .onRef("messages.n", ">", "mine.read_n")
        .onRef("messages.seq", ">", "mine.from_seq"),
    )
    .select(["messages.room_id", "messages.n"])
    .where("mine.user_id", "=", userId)
    .where("mine.left_at", "is", null)
    .where("messages.mentions_all", "<>", sql.lit(""))
    .where("messages.deleted_at", "is", null)
    .where("messages.author_id", "!=", userId)
    .where("messages.author_id", "not in", selectBlocked(tx, userId))
    .$if(roomId !== undefined, (query) => query.where("mine.room_id", "=", roomId ?? (0 as RoomId)));
}
