import { ParleyError } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { User } from "#protocol/user.ts";
import { tellUser, type Transaction } from "../transaction.ts";
import { personColumns, toUser } from "../views.ts";

interface BlockQuery {
  readonly userId: UserId;
  readonly blockedId: UserId;
}

export async function blockUser(tx: Transaction, { userId, blockedId }: BlockQuery): Promise<void> {
  if (userId === blockedId) throw new ParleyError("invalid", { fields: { id: "is you" } });
  const blocked = await tx.db.selectFrom("users").select("id").where("id", "=", blockedId).executeTakeFirst();
  if (!blocked) throw new ParleyError("not_found");
  const ids = await listBlockedIds(tx, userId);
  if (ids.includes(blockedId)) return;
  if (ids.length >= limits.blocksMaxPerUser) {
    throw new ParleyError("invalid", { fields: { id: `at most ${limits.blocksMaxPerUser} people` } });
  }
  await tx.db.insertInto("blocks").values({ user_id: userId, blocked_id: blockedId, created_at: tx.now }).execute();
  await tellUser(tx, userId, { type: "blocks", userIds: [...ids, blockedId] });
}

export async function unblockUser(tx: Transaction, { userId, blockedId }: BlockQuery): Promise<void> {
  const ids = await listBlockedIds(tx, userId);
  if (!ids.includes(blockedId)) throw new ParleyError("not_found");
  await tx.db.deleteFrom("blocks").where("user_id", "=", userId).where("blocked_id", "=", blockedId).execute();
  await tellUser(tx, userId, { type: "blocks", userIds: ids.filter((id) => id !== blockedId) });
}

export async function listBlocks(tx: Transaction, { userId }: { userId: UserId }): Promise<User[]> {
  const rows = await tx.db
    .selectFrom("blocks")
    .innerJoin("users", "users.id", "blocks.blocked_id")
    .select(["users.id", ...personColumns])
    .where("blocks.user_id", "=", userId)
    .orderBy("blocks.created_at")
    .orderBy("users.id")
    .execute();
  return rows.map(toUser);
}

export async function listBlockedIds(tx: Transaction, userId: UserId): Promise<UserId[]> {
  const rows = await tx.db.selectFrom("blocks").select("blocked_id").where("user_id", "=", userId).execute();
  return rows.map((row) => row.blocked_id).sort((a, b) => a - b);
}

/** Who of these people has blocked this one. */
export async function listDeafTo(tx: Transaction, blockedId: UserId, ids: readonly UserId[]): Promise<Set<UserId>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.db
    .selectFrom("blocks")
    .select("user_id")
    .where("blocked_id", "=", blockedId)
    .where("user_id", "in", ids)
    .execute();
  return new Set(rows.map((row) => row.user_id));
}
