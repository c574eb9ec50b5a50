import { ParleyError } from "#protocol/errors.ts";
import { toSearchName } from "#protocol/search-name.ts";
import type { Self } from "#protocol/user.ts";
import type { Credentials, NewUser } from "../storage.ts";
import type { Transaction } from "../transaction.ts";
import { hasAdmin } from "./installation.ts";
import { enterRoom } from "./membership.ts";
import { readSelf } from "./profiles.ts";

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
  const { id } = await tx.db
    .insertInto("users")
    .values({
      username: input.username,
      username_key: input.usernameKey,
      display_name: input.displayName,
      password_hash: input.passwordHash,
      role,
      search_name: toSearchName(input.username, input.displayName),
      created_at: tx.now,
      deactivated_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const user = await readSelf(tx, id);
  const rooms = await tx.db.selectFrom("rooms").select("id").where("is_default", "=", 1).orderBy("id").execute();
  for (const room of rooms) await enterRoom(tx, room.id, user, { role: "member" });
  return user;
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
