import { ParleyError } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { User } from "#protocol/user.ts";
import { tellUser, type Transaction } from "../transaction.ts";
import { personColumns, toUser } from "../views.ts";
import { completeRoom } from "./room-extras.ts";

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
  await hideDirect(tx, { userId, blockedId });
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

/** Who has blocked this person. */
export function selectDeafTo(tx: Transaction, blockedId: UserId) {
  return tx.db.selectFrom("blocks").select("user_id").where("blocked_id", "=", blockedId);
}

/** Our direct chat goes out of my list, until I open it or something of mine comes in it. */
async function hideDirect(tx: Transaction, { userId, blockedId }: BlockQuery): Promise<void> {
  const key = [userId, blockedId].sort((a, b) => a - b).join(".");
  const room = await tx.db.selectFrom("rooms").selectAll().where("people_key", "=", key).executeTakeFirst();
  if (!room) return;
  const place = await tx.db
    .updateTable("members")
    .set({ hidden: 1 })
    .where("room_id", "=", room.id)
    .where("user_id", "=", userId)
    .where("hidden", "=", 0)
    .returningAll()
    .executeTakeFirst();
  if (place) await tellUser(tx, userId, { type: "joined", room: await completeRoom(tx, room, userId, place) });
}
