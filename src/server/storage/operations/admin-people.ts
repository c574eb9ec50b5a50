import { ParleyError } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import { toSearchName } from "#protocol/search-name.ts";
import type { Account, Self } from "#protocol/user.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { AccountChanges, NewUser, Paged } from "../storage.ts";
import type { Transaction } from "../transaction.ts";
import { type AccountRow, selfColumns, toAccount, toSelf } from "../views.ts";
import { lockAdmins, requireAdmin } from "./admin-gate.ts";
import { holdsText } from "./holds-text.ts";
import { insertUser, refuseTaken } from "./people.ts";
import { tellProfile } from "./profiles.ts";

const accountColumns = [...selfColumns, "users.created_at", "users.deactivated_at"] as const;

export async function createAdmin(tx: Transaction, input: NewUser): Promise<Self> {
  await refuseTaken(tx, input.usernameKey);
  return await insertUser(tx, input, "admin");
}

export async function findAccount(
  tx: Transaction,
  { usernameKey }: { usernameKey: string },
): Promise<Account | undefined> {
  const row = await tx.db
    .selectFrom("users")
    .select(accountColumns)
    .where("username_key", "=", usernameKey)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  return row && toAccount(row, tx.now);
}

export async function listAccounts(
  tx: Transaction,
  { viewer, q, cursor, limit }: Paged & { viewer: Viewer; q: string },
): Promise<{ users: Account[]; nextCursor?: string }> {
  await requireAdmin(tx, viewer);
  const rows = await tx.db
    .selectFrom("users")
    .select(accountColumns)
    .where("username", ">", cursor ?? "")
    .where("deleted_at", "is", null)
    .$if(q !== "", (query) => query.where(holdsText(["username", "display_name"], q)))
    .orderBy("username")
    .limit(limit + 1)
    .execute();
  const users = rows.slice(0, limit).map((row) => toAccount(row, tx.now));
  const last = users.at(-1);
  return rows.length > limit && last ? { users, nextCursor: last.username } : { users };
}

interface Target {
  readonly viewer: Viewer;
  readonly userId: UserId;
}

export async function changeAccount(
  tx: Transaction,
  { changes, ...target }: Target & { changes: AccountChanges },
): Promise<Account> {
  const before = await lockAccount(tx, target);
  const after = applyChanges(before, changes, tx.now);
  if (isActiveAdmin(before) && !isActiveAdmin(after)) await refuseLastAdmin(tx, before.id);
  const { role, display_name, deactivated_at } = after;
  const search_name = toSearchName(before.username, display_name);
  await tx.db
    .updateTable("users")
    .set({ role, display_name, search_name, deactivated_at })
    .where("id", "=", before.id)
    .execute();
  const isOtherRole = role !== before.role;
  if (isOtherRole || display_name !== before.display_name) {
    await tellProfile(tx, toSelf(before, tx.now));
  }
  if (isOtherRole || deactivated_at !== null) await endAll(tx, before.id);
  return toAccount(after, tx.now);
}

export async function endSessions(tx: Transaction, target: Target): Promise<{ ended: number }> {
  const { id } = await lockAccount(tx, target);
  return { ended: await endAll(tx, id) };
}

/** The account as it stays until the transaction ends, for a viewer who may change it. */
async function lockAccount(tx: Transaction, { viewer, userId }: Target): Promise<AccountRow> {
  await lockAdmins(tx);
  await requireAdmin(tx, viewer);
  const row = await tx.db
    .selectFrom("users")
    .select(accountColumns)
    .where("id", "=", userId)
    .where("deleted_at", "is", null)
    .$if(tx.dialect.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
  if (!row) throw new ParleyError("not_found");
  return row;
}

function applyChanges(before: AccountRow, { role, displayName, deactivated }: AccountChanges, now: number): AccountRow {
  const deactivatedAt = deactivated === true ? (before.deactivated_at ?? now) : null;
  return {
    ...before,
    role: role ?? before.role,
    display_name: displayName ?? before.display_name,
    deactivated_at: deactivated === undefined ? before.deactivated_at : deactivatedAt,
  };
}

function isActiveAdmin({ role, deactivated_at }: AccountRow): boolean {
  return role === "admin" && deactivated_at === null;
}

async function refuseLastAdmin(tx: Transaction, userId: UserId): Promise<void> {
  const other = await tx.db
    .selectFrom("users")
    .select("id")
    .where("role", "=", "admin")
    .where("deactivated_at", "is", null)
    .where("id", "!=", userId)
    .limit(1)
    .executeTakeFirst();
  if (!other) throw new ParleyError("last_admin");
}

async function endAll(tx: Transaction, userId: UserId): Promise<number> {
  const ended = await tx.db.deleteFrom("sessions").where("user_id", "=", userId).returning("token_hash").execute();
  for (const { token_hash } of ended) tx.notices.push({ to: "session", tokenHash: token_hash });
  return ended.length;
}
