import type { UserId } from "#protocol/ids.ts";
import { ParleyError } from "#protocol/errors.ts";
import type { Session } from "../storage.ts";
import type { Transaction } from "../transaction.ts";
import { toSelf } from "../views.ts";

interface NewSession {
  readonly tokenHash: string;
  readonly userId: UserId;
  readonly expiresAt: number;
  readonly userAgent: string;
  readonly address: string;
}

export async function createSession(tx: Transaction, input: NewSession): Promise<Session> {
  const user = await tx.db
    .selectFrom("users")
    .select(["id", "username", "display_name", "role"])
    .where("id", "=", input.userId)
    .where("deactivated_at", "is", null)
    // Otherwise a session opened while its person's sessions are being ended would outlive that.
    .$if(tx.dialect.locksRows, (query) => query.forShare())
    .executeTakeFirst();
  if (!user) throw new ParleyError("bad_credentials");
  await tx.db
    .insertInto("sessions")
    .values({
      token_hash: input.tokenHash,
      user_id: input.userId,
      created_at: tx.now,
      expires_at: input.expiresAt,
      user_agent: input.userAgent,
      address: input.address,
    })
    .execute();
  return { tokenHash: input.tokenHash, user: toSelf(user), expiresAt: input.expiresAt };
}

export async function findSession(tx: Transaction, { tokenHash }: { tokenHash: string }): Promise<Session | undefined> {
  const row = await tx.db
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select(["users.id", "username", "display_name", "role", "expires_at"])
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", tx.now)
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  return row && { tokenHash, user: toSelf(row), expiresAt: row.expires_at };
}

export async function endSession(tx: Transaction, { tokenHash }: { tokenHash: string }): Promise<void> {
  await tx.db.deleteFrom("sessions").where("token_hash", "=", tokenHash).execute();
  tx.notices.push({ to: "session", tokenHash });
}
