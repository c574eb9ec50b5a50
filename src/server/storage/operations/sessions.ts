import { ParleyError } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import type { OpenSession, Session } from "../storage.ts";
import type { Transaction } from "../transaction.ts";
import { selfColumns, toSelf } from "../views.ts";

interface NewSession {
  readonly tokenHash: string;
  readonly userId: UserId;
  readonly expiresAt: number;
  readonly userAgent: string;
  readonly address: string;
  /** The password's hash as it was checked: none is opened when it has changed since. */
  readonly passwordHash?: string | undefined;
}

export async function createSession(tx: Transaction, input: NewSession): Promise<Session> {
  const { tokenHash, userId, expiresAt, userAgent, address, passwordHash } = input;
  const user = await tx.db
    .selectFrom("users")
    .select(selfColumns)
    .where("id", "=", userId)
    .where("deactivated_at", "is", null)
    .$if(passwordHash !== undefined, (query) => query.where("password_hash", "=", passwordHash ?? ""))
    // Otherwise a session opened while its person's sessions are being ended would outlive that.
    .$if(tx.dialect.locksRows, (query) => query.forShare())
    .executeTakeFirst();
  if (!user) throw new ParleyError("bad_credentials");
  await tx.db
    .insertInto("sessions")
    .values({
      token_hash: tokenHash,
      user_id: userId,
      created_at: tx.now,
      expires_at: expiresAt,
      user_agent: userAgent,
      address,
      last_seen_at: tx.now,
    })
    .execute();
  return { tokenHash, user: toSelf(user, tx.now), expiresAt, seenAt: tx.now };
}

export async function findSession(tx: Transaction, { tokenHash }: { tokenHash: string }): Promise<Session | undefined> {
  const row = await tx.db
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select([...selfColumns, "expires_at", "last_seen_at"])
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", tx.now)
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  return row && { tokenHash, user: toSelf(row, tx.now), expiresAt: row.expires_at, seenAt: row.last_seen_at };
}

export async function touchSession(tx: Transaction, { tokenHash }: { tokenHash: string }): Promise<void> {
  await tx.db.updateTable("sessions").set({ last_seen_at: tx.now }).where("token_hash", "=", tokenHash).execute();
}

export async function listSessions(tx: Transaction, { userId }: { userId: UserId }): Promise<OpenSession[]> {
  const rows = await tx.db
    .selectFrom("sessions")
    .selectAll()
    .where("user_id", "=", userId)
    .where("expires_at", ">", tx.now)
    .orderBy("last_seen_at", "desc")
    .orderBy("created_at", "desc")
    .execute();
  return rows.map((row) => ({
    tokenHash: row.token_hash,
    userAgent: row.user_agent,
    address: row.address,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }));
}

export async function endSession(tx: Transaction, { tokenHash }: { tokenHash: string }): Promise<void> {
  await tx.db.deleteFrom("sessions").where("token_hash", "=", tokenHash).execute();
  tx.notices.push({ to: "session", tokenHash });
}

/** All of somebody's, or all but one. */
export async function endSessionsOf(
  tx: Transaction,
  { userId, except }: { userId: UserId; except?: string | undefined },
): Promise<void> {
  const ended = await tx.db
    .deleteFrom("sessions")
    .where("user_id", "=", userId)
    .$if(except !== undefined, (query) => query.where("token_hash", "!=", except ?? ""))
    .returning("token_hash")
    .execute();
  for (const { token_hash } of ended) tx.notices.push({ to: "session", tokenHash: token_hash });
}

export async function findPasswordHash(tx: Transaction, { userId }: { userId: UserId }): Promise<string | undefined> {
  const row = await tx.db.selectFrom("users").select("password_hash").where("id", "=", userId).executeTakeFirst();
  return row?.password_hash;
}

export async function changePassword(
  tx: Transaction,
  { userId, from, to }: { userId: UserId; from: string; to: string },
): Promise<boolean> {
  const changed = await tx.db
    .updateTable("users")
    .set({ password_hash: to })
    .where("id", "=", userId)
    .where("password_hash", "=", from)
    .returning("id")
    .executeTakeFirst();
  if (!changed) return false;
  await endSessionsOf(tx, { userId });
  return true;
}
