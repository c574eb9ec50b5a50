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
): Promise<Map<RoomId, UnreadMentions>> {
  const rows = await tx.db
    .selectFrom("members as mine")
    .innerJoin("mentions", (join) =>
      join
        .onRef("mentions.room_id", "=", "mine.room_id")
        .onRef("mentions.user_id", "=", "mine.user_id")
        .onRef("mentions.n", ">", "mine.read_n")
        .onRef("mentions.seq", ">", "mine.from_seq"),
    )
    .select((eb) => ["mentions.room_id", "mentions.n", eb.lit<number>(0).as("is_call")])
    .where("mine.user_id", "=", userId)
    .where("mine.left_at", "is", null)
    .where("mentions.author_id", "not in", selectBlocked(tx, userId))
    .$if(roomId !== undefined, (query) => query.where("mine.room_id", "=", roomId ?? (0 as RoomId)))
    .unionAll(selectToAll(tx, userId, roomId))
    .orderBy("n", "desc")
    .limit(rowsMax)
    .execute();
  const unread = new Map<RoomId, UnreadMentions>();
  for (const [id, found] of Map.groupBy(rows, (row) => row.room_id)) {
    const newest = found.slice(0, limits.mentionsMaxUnread).toReversed();
    const mentionedAt = newest.flatMap(({ n, is_call }) => (is_call === 0 ? [n] : []));
    const calledAt = newest.flatMap(({ n, is_call }) => (is_call === 1 ? [n] : []));
    unread.set(id, { ...(mentionedAt.length > 0 && { mentionedAt }), ...(calledAt.length > 0 && { calledAt }) });
  }
  return unread;
}

/** Ordinals, rising. */
interface UnreadMentions {
  readonly mentionedAt?: number[];
  readonly calledAt?: number[];
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
    .select((eb) => ["messages.room_id", "messages.n", eb.lit<number>(1).as("is_call")])
    .where("mine.user_id", "=", userId)
    .where("mine.left_at", "is", null)
    .where("messages.mentions_all", "<>", sql.lit(""))
    .where("messages.deleted_at", "is", null)
    .where("messages.author_id", "!=", userId)
    .where("messages.author_id", "not in", selectBlocked(tx, userId))
    .$if(roomId !== undefined, (query) => query.where("mine.room_id", "=", roomId ?? (0 as RoomId)));
}
