import type { UserId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import type { User } from "#protocol/user.ts";
import type { MessageRow } from "../tables.ts";
import type { Transaction } from "../transaction.ts";
import { personColumns, type PersonColumns, toMessage, toUser } from "../views.ts";
import { toIds } from "./addressees.ts";
import { inChunks } from "./in-chunks.ts";

type Mentioning = Pick<MessageRow, "mentions">;

/** Messages as their readers see them, with the people whom they mention: one query more, when any does. */
export async function toMessages(tx: Transaction, rows: readonly (MessageRow & PersonColumns)[]): Promise<Message[]> {
  const people = await readMentioned(tx, rows);
  return rows.map((row) => toMessage(row, people));
}

/** The people whom these messages mention, by id. */
export async function readMentioned(tx: Transaction, rows: readonly Mentioning[]): Promise<Map<UserId, User>> {
  const ids = new Set(rows.flatMap(({ mentions }) => toIds(mentions)));
  const people = new Map<UserId, User>();
  for (const chunk of inChunks([...ids])) {
    const found = await tx.db
      .selectFrom("users")
      .select(["users.id", ...personColumns])
      .where("users.id", "in", chunk)
      .execute();
    for (const row of found) people.set(row.id, toUser(row));
  }
  return people;
}
