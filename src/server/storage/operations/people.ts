import { ParleyError } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import type { Self, User } from "#protocol/user.ts";
import type { Credentials, NewUser, Paged } from "../storage.ts";
import { tellUser, type Transaction } from "../transaction.ts";
import { toSelf, toUser } from "../views.ts";
import { holdsText } from "./holds-text.ts";
import { hasAdmin } from "./installation.ts";
import { enterRoom } from "./membership.ts";

export async function createUser(tx: Transaction, input: NewUser): Promise<Self> {
  await refuseTaken(tx, input.usernameKey);
  return await insertUser(tx, input, "member");
}

export async function createFirstAdmin(tx: Transaction, input: NewUser): Promise<Self> {
  if (tx.dialect.locksRows) await tx.db.selectFrom("installation").select("key").forUpdate().execute();
  if (await hasAdmin(tx)) throw new ParleyError("already_set_up");
  await refuseTaken(tx, input.usernameKey);
  return await insertUser(tx, input, "admin");
}

/** A name stays taken while its owner is deactivated. */
export async function refuseTaken(tx: Transaction, usernameKey: string): Promise<void> {
  const taken = await tx.db.selectFrom("users").select("id").where("username_key", "=", usernameKey).executeTakeFirst();
  if (taken) throw new ParleyError("username_taken");
}

export async function insertUser(tx: Transaction, input: NewUser, role: Self["role"]): Promise<Self> {
  const user = await tx.db
    .insertInto("users")
    .values({
      username: input.username,
      username_key: input.usernameKey,
      display_name: input.displayName,
      password_hash: input.passwordHash,
      role,
      created_at: tx.now,
      deactivated_at: null,
    })
    .returning(["id", "username", "display_name", "role"])
    .executeTakeFirstOrThrow();
  const rooms = await tx.db.selectFrom("rooms").select("id").where("is_default", "=", 1).orderBy("id").execute();
  for (const room of rooms) await enterRoom(tx, room.id, toUser(user), "member");
  return toSelf(user);
}

export async function findCredentials(
  tx: Transaction,
  { usernameKey }: { usernameKey: string },
): Promise<Credentials | undefined> {
  const row = await tx.db
    .selectFrom("users")
    .select(["id", "password_hash"])
    .where("username_key", "=", usernameKey)
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  return row && { userId: row.id, passwordHash: row.password_hash };
}

export async function getUser(tx: Transaction, { userId }: { userId: UserId }): Promise<User> {
  const row = await tx.db
    .selectFrom("users")
    .select(["id", "username", "display_name"])
    .where("id", "=", userId)
    .executeTakeFirst();
  if (!row) throw new ParleyError("not_found");
  return toUser(row);
}

export async function changeUser(
  tx: Transaction,
  { userId, displayName }: { userId: UserId; displayName: string },
): Promise<Self> {
  const row = await tx.db
    .updateTable("users")
    .set({ display_name: displayName })
    .where("id", "=", userId)
    .returning(["id", "username", "display_name", "role"])
    .executeTakeFirst();
  if (!row) throw new ParleyError("not_found");
  const user = toSelf(row);
  await tellUser(tx, userId, { type: "profile", user });
  return user;
}

/** People whose username or display name holds the text, by username. */
export async function listUsers(
  tx: Transaction,
  { q, cursor, limit }: Paged & { q: string },
): Promise<{ users: User[]; nextCursor?: string }> {
  const rows = await tx.db
    .selectFrom("users")
    .select(["id", "username", "display_name"])
    .where("deactivated_at", "is", null)
    .where("username", ">", cursor ?? "")
    .$if(q !== "", (query) => query.where(holdsText(["username", "display_name"], q)))
    .orderBy("username")
    .limit(limit + 1)
    .execute();
  const users = rows.slice(0, limit).map(toUser);
  const last = users.at(-1);
  return rows.length > limit && last ? { users, nextCursor: last.username } : { users };
}
