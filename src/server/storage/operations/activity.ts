import { sql } from "kysely";
import type { ActivityItem } from "#protocol/attention-api.ts";
import { ParleyError } from "#protocol/errors.ts";
import type { MessageId, UserId } from "#protocol/ids.ts";
import type { Paged } from "../storage.ts";
import type { Transaction } from "../transaction.ts";
import { toIds } from "./addressees.ts";
import { toMessages } from "./message-views.ts";
import { selectMessages } from "./messages.ts";
import { selectBlocked } from "./unread-mentions.ts";

interface Found {
  readonly room_id: number;
  readonly seq: number;
}

/** What addresses me in the rooms that I am in now, as far as I may see it; newest first. */
export async function listActivity(
  tx: Transaction,
  { userId, cursor, limit }: Paged & { userId: UserId },
): Promise<{ items: ActivityItem[]; nextCursor?: string }> {
  const before = readCursor(cursor);
  const found = await selectAddressed(tx, userId, { before, limit: limit + 1 });
  const page = found.slice(0, limit);
  const rows = page.length === 0 ? [] : await readRows(tx, userId, page);
  const messages = await toMessages(tx, rows);
  const items = rows.map((row, index): ActivityItem => {
    const [message] = messages.slice(index, index + 1);
    if (!message) throw new Error("a message lost its view");
    const kind = row.mentions_all !== "" ? "all" : toIds(row.mentions).includes(userId) ? "mention" : "reply";
    return { kind, message, isUnread: row.n > row.my_read_n };
  });
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { items, ...(last && { nextCursor: `${last.created_at}.${last.id}` }) };
}

interface Before {
  readonly at: number;
  readonly id: MessageId;
}

function readCursor(cursor: string | undefined): Before | undefined {
  if (cursor === undefined) return undefined;
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor);
  if (!match) throw new ParleyError("invalid", { fields: { cursor: "is not a cursor" } });
  return { at: Number(match[1]), id: Number(match[2]) as MessageId };
}

/** Rows of mine and messages to everybody: each kind gives its newest, and the newest of those are taken. */
async function selectAddressed(
  tx: Transaction,
  userId: UserId,
  { before, limit }: { before: Before | undefined; limit: number },
): Promise<readonly Found[]> {
  const mine = tx.db
    .selectFrom("mentions")
    .innerJoin("members as mine", (join) =>
      join.onRef("mine.room_id", "=", "mentions.room_id").onRef("mine.user_id", "=", "mentions.user_id"),
    )
    .innerJoin("messages", (join) =>
      join.onRef("messages.room_id", "=", "mentions.room_id").onRef("messages.seq", "=", "mentions.seq"),
    )
    .where("mentions.user_id", "=", userId);
  const toAll = tx.db
    .selectFrom("members as mine")
    .innerJoin("messages", "messages.room_id", "mine.room_id")
    .where("mine.user_id", "=", userId)
    .where("messages.mentions_all", "<>", sql.lit(""))
    .where("messages.author_id", "!=", userId);
  const [named, called] = [mine, toAll].map((query) =>
    query
      .where("mine.left_at", "is", null)
      .where("messages.deleted_at", "is", null)
      .whereRef("messages.seq", ">", "mine.from_seq")
      .where("messages.author_id", "not in", selectBlocked(tx, userId))
      .$if(before !== undefined, (q) =>
        q.where(
          sql<boolean>`(messages.created_at < ${before?.at ?? 0}
            or (messages.created_at = ${before?.at ?? 0} and messages.id < ${before?.id ?? 0}))`,
        ),
      )
      .select(["messages.room_id", "messages.seq", "messages.created_at", "messages.id"])
      .orderBy("messages.created_at", "desc")
      .orderBy("messages.id", "desc")
      .limit(limit)
      .execute(),
  );
  const all = [...((await named) ?? []), ...((await called) ?? [])];
  return all.sort((a, b) => b.created_at - a.created_at || b.id - a.id).slice(0, limit);
}

async function readRows(tx: Transaction, userId: UserId, found: readonly Found[]) {
  return await selectMessages(tx)
    .innerJoin("members as mine", "mine.room_id", "messages.room_id")
    .select("mine.read_n as my_read_n")
    .where("mine.user_id", "=", userId)
    .where((eb) =>
      eb.or(
        found.map(({ room_id, seq }) =>
          eb.and([sql<boolean>`messages.room_id = ${room_id}`, eb("messages.seq", "=", seq)]),
        ),
      ),
    )
    .orderBy("messages.created_at", "desc")
    .orderBy("messages.id", "desc")
    .execute();
}
