import { ParleyError } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import { toSearchName } from "#protocol/search-name.ts";
import type { Profile, Self } from "#protocol/user.ts";
import type { UserChanges } from "../storage.ts";
import { tellPeople, tellUser, type Transaction } from "../transaction.ts";
import { profileColumns, selfColumns, toProfile, toSelf, toUser } from "../views.ts";

export async function getUser(tx: Transaction, { userId }: { userId: UserId }): Promise<Profile> {
  const row = await tx.db
    .selectFrom("users")
    .select([...profileColumns, "users.created_at"])
    .where("id", "=", userId)
    .executeTakeFirst();
  if (!row) throw new ParleyError("not_found");
  return toProfile(row, tx.now);
}

export async function readSelf(tx: Transaction, userId: UserId): Promise<Self> {
  const row = await tx.db.selectFrom("users").select(selfColumns).where("id", "=", userId).executeTakeFirst();
  if (!row) throw new ParleyError("not_found");
  return toSelf(row, tx.now);
}

export async function changeUser(
  tx: Transaction,
  { userId, ...changes }: { userId: UserId } & UserChanges,
): Promise<Self> {
  const before = await readSelf(tx, userId);
  const columns = toColumns(changes, before.username);
  if (Object.keys(columns).length === 0) return before;
  await tx.db.updateTable("users").set(columns).where("id", "=", userId).execute();
  return await tellProfile(tx, before);
}

function toColumns(changes: UserChanges, username: string) {
  const { displayName, bio, pronouns, timeZone, email, status } = changes;
  return {
    ...(displayName !== undefined && {
      display_name: displayName,
      search_name: toSearchName(username, displayName),
    }),
    ...(bio !== undefined && { bio }),
    ...(pronouns !== undefined && { pronouns }),
    ...(timeZone !== undefined && { time_zone: timeZone }),
    ...(email !== undefined && { email: email === "" ? null : email }),
    ...(status !== undefined && {
      status_text: status?.text ?? "",
      status_emoji: status?.emoji ?? "",
      status_until: status?.until ?? null,
    }),
  };
}

/** Puts another picture, or none, in the place of somebody's; pictures that nobody shows any more are gone. */
export async function setAvatar(
  tx: Transaction,
  { userId, picture }: { userId: UserId; picture: { hash: string; bytes: Uint8Array } | undefined },
): Promise<Self> {
  const before = await readSelf(tx, userId);
  if (picture) {
    await tx.db
      .insertInto("avatars")
      .values(picture)
      .onConflict((conflict) => conflict.column("hash").doNothing())
      .execute();
  }
  const { avatar: old } = await tx.db
    .selectFrom("users")
    .select("avatar")
    .where("id", "=", userId)
    .executeTakeFirstOrThrow();
  await tx.db
    .updateTable("users")
    .set({ avatar: picture?.hash ?? null })
    .where("id", "=", userId)
    .execute();
  if (old !== null) await dropUnusedAvatar(tx, old);
  return await tellProfile(tx, before);
}

export async function dropUnusedAvatar(tx: Transaction, hash: string): Promise<void> {
  await tx.db
    .deleteFrom("avatars")
    .where("hash", "=", hash)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("users").select("users.id").where("users.avatar", "=", hash))),
    )
    .execute();
}

export async function findAvatar(tx: Transaction, { hash }: { hash: string }): Promise<Uint8Array | undefined> {
  const row = await tx.db.selectFrom("avatars").select("bytes").where("hash", "=", hash).executeTakeFirst();
  return row && new Uint8Array(row.bytes);
}

/** All my devices hear of my profile; who shares a room with me, of what others see beside my messages. */
export async function tellProfile(tx: Transaction, before: Self): Promise<Self> {
  const user = await readSelf(tx, before.id);
  await tellUser(tx, user.id, { type: "profile", user });
  if (user.displayName !== before.displayName || user.avatar !== before.avatar) await tellOthers(tx, user.id);
  return user;
}

export async function tellOthers(tx: Transaction, userId: UserId): Promise<void> {
  const row = await tx.db.selectFrom("users").select(profileColumns).where("id", "=", userId).executeTakeFirstOrThrow();
  await tellPeople(tx, toUser(row));
}
