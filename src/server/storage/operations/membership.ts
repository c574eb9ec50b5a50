import { ParleyError } from "#protocol/errors.ts";
import type { RoomId, UserId } from "#protocol/ids.ts";
import type { Member } from "#protocol/membership.ts";
import type { RoomForMe, RoomRole } from "#protocol/room.ts";
import type { User } from "#protocol/user.ts";
import type { Paged, RoomQuery } from "../storage.ts";
import type { RoomRow } from "../tables.ts";
import { tellRoom, tellUser, type Transaction } from "../transaction.ts";
import { personColumns, toMember, toRoomForMe, toUser } from "../views.ts";
import { findRoom, findRoomToChange, lockRoom } from "./find-room.ts";
import { readCursorId } from "./read-cursor-id.ts";

/** Puts somebody in; the caller has asked the gate. Does nothing when they are in already. */
export async function enterRoom(tx: Transaction, roomId: RoomId, user: User, role: RoomRole): Promise<void> {
  const room = await lockRoom(tx, roomId);
  const before = await readPlace(tx, roomId, user.id);
  if (before && before.left_at === null) return;
  const changed = await takeNumber(tx, room, 1);
  const row = {
    room_id: roomId,
    user_id: user.id,
    role,
    read_n: room.n,
    joined_at: tx.now,
    left_at: null,
    rev: changed.seq,
  };
  await tx.db
    .insertInto("members")
    .values(row)
    .onConflict((conflict) => conflict.columns(["room_id", "user_id"]).doUpdateSet(row))
    .execute();
  const member = toMember({ ...row, username: user.username, display_name: user.displayName });
  tellRoom(tx, roomId, changed.seq, { type: "member", member, memberCount: changed.member_count });
  await tellUser(tx, user.id, { type: "joined", room: toRoomForMe(changed, row) });
}

export async function addMembers(
  tx: Transaction,
  input: RoomQuery & { userIds: readonly UserId[] },
): Promise<RoomForMe> {
  const { viewer } = input;
  if (viewer.kind !== "person") throw new ParleyError("unauthenticated");
  const { room, place, rights } = await findRoomToChange(tx, input);
  const isAllowed = (id: UserId): boolean =>
    id === viewer.userId ? rights.join || place !== undefined : rights.invite;
  if (!input.userIds.every(isAllowed)) throw new ParleyError("forbidden");
  const users = await tx.db
    .selectFrom("users")
    .select(["id", "username", "display_name"])
    .where("id", "in", input.userIds)
    .where("deactivated_at", "is", null)
    .orderBy("id")
    .execute();
  if (users.length < new Set(input.userIds).size) {
    throw new ParleyError("invalid", { fields: { userIds: "names somebody who does not exist" } });
  }
  for (const user of users) await enterRoom(tx, room.id, toUser(user), "member");
  const after = await findRoom(tx, { viewer, room: String(room.id) });
  return toRoomForMe(after.room, after.place);
}

export async function removeMember(tx: Transaction, input: RoomQuery & { userId: UserId }): Promise<void> {
  const { room, rights } = await findRoomToChange(tx, input);
  const isSelf = input.viewer.kind === "person" && input.viewer.userId === input.userId;
  if (!isSelf && !rights.moderate) throw new ParleyError("forbidden");
  const place = await readPlace(tx, room.id, input.userId);
  if (!place || place.left_at !== null) throw new ParleyError("not_found");
  if (place.role === "owner") await refuseLastOwner(tx, room, input.userId);
  const changed = await takeNumber(tx, room, -1);
  const left = { left_at: tx.now, rev: changed.seq };
  await tx.db
    .updateTable("members")
    .set(left)
    .where("room_id", "=", room.id)
    .where("user_id", "=", input.userId)
    .execute();
  const member = toMember({ ...place, ...left });
  tellRoom(tx, room.id, changed.seq, { type: "member", member, memberCount: changed.member_count });
  await tellUser(tx, input.userId, { type: "left", roomId: room.id });
}

export async function listMembers(
  tx: Transaction,
  input: RoomQuery & Paged,
): Promise<{ members: Member[]; nextCursor?: string }> {
  const { room, rights } = await findRoom(tx, input);
  if (!rights.read) throw new ParleyError("not_found");
  const rows = await tx.db
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .selectAll("members")
    .select(personColumns)
    .where("room_id", "=", room.id)
    .where("left_at", "is", null)
    .where("user_id", ">", readCursorId(input.cursor) as UserId)
    .orderBy("user_id")
    .limit(input.limit + 1)
    .execute();
  const members = rows.slice(0, input.limit).map(toMember);
  const last = members.at(-1);
  return rows.length > input.limit && last ? { members, nextCursor: String(last.user.id) } : { members };
}

export async function markRead(tx: Transaction, input: RoomQuery & { upTo: number }): Promise<{ readN: number }> {
  const { room, place } = await findRoom(tx, input);
  if (!place) throw new ParleyError("not_found");
  const readN = Math.min(input.upTo, room.n);
  if (readN <= place.read_n) return { readN: place.read_n };
  const { numUpdatedRows } = await tx.db
    .updateTable("members")
    .set({ read_n: readN })
    .where("room_id", "=", room.id)
    .where("user_id", "=", place.user_id)
    .where("read_n", "<", readN)
    .executeTakeFirst();
  // Another of the person's devices was faster, and further.
  if (numUpdatedRows === 0n) return await markRead(tx, input);
  await tellUser(tx, place.user_id, { type: "read", roomId: room.id, readN });
  return { readN };
}

async function readPlace(tx: Transaction, roomId: RoomId, userId: UserId) {
  return await tx.db
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .selectAll("members")
    .select(personColumns)
    .where("room_id", "=", roomId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
}

async function refuseLastOwner(tx: Transaction, room: RoomRow, userId: UserId): Promise<void> {
  if (room.member_count <= 1) return;
  const other = await tx.db
    .selectFrom("members")
    .select("user_id")
    .where("room_id", "=", room.id)
    .where("role", "=", "owner")
    .where("left_at", "is", null)
    .where("user_id", "!=", userId)
    .limit(1)
    .executeTakeFirst();
  if (!other) throw new ParleyError("last_owner");
}

/** The room's next number, for somebody who comes (1) or goes (-1). */
async function takeNumber(tx: Transaction, room: RoomRow, members: 1 | -1): Promise<RoomRow> {
  return await tx.db
    .updateTable("rooms")
    .set((eb) => ({ seq: eb("seq", "+", 1), member_count: eb("member_count", "+", members) }))
    .where("id", "=", room.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
