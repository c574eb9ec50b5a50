import { ParleyError } from "#protocol/errors.ts";
import type { RoomId, UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { Member } from "#protocol/membership.ts";
import type { RoomForMe, RoomRole } from "#protocol/room.ts";
import type { User } from "#protocol/user.ts";
import type { Paged, RoomQuery } from "../storage.ts";
import type { RoomRow } from "../tables.ts";
import { tellRoom, tellUser, type Transaction } from "../transaction.ts";
import { personColumns, toMember, toPersonColumns, toRoomForMe, toUser } from "../views.ts";
import { selectDeafTo } from "./blocks.ts";
import { findAlterableRoom, findRoom, lockRoom } from "./find-room.ts";
import { readCursorId } from "./read-cursor-id.ts";
import { completeRoom, tellChat } from "./room-extras.ts";

export interface Entry {
  readonly role: RoomRole;
  /** May they see what was said before? */
  readonly history?: boolean | undefined;
}

/** Puts somebody in; the caller has asked the gate. Does nothing when they are in already. */
export async function enterRoom(tx: Transaction, roomId: RoomId, user: User, entry: Entry): Promise<void> {
  const room = await lockRoom(tx, roomId);
  const before = await readPlace(tx, roomId, user.id);
  if (before && before.left_at === null) return;
  const changed = await takeNumber(tx, room, 1);
  const row = {
    room_id: roomId,
    user_id: user.id,
    role: entry.role,
    read_n: room.n,
    joined_at: tx.now,
    left_at: null,
    rev: changed.seq,
    from_seq: entry.history === false ? room.seq : 0,
    notify: "default",
    muted: 0,
    hidden: 0,
  } as const;
  await tx.db
    .insertInto("members")
    .values(row)
    .onConflict((conflict) => conflict.columns(["room_id", "user_id"]).doUpdateSet(row))
    .execute();
  const member = toMember({ ...row, ...toPersonColumns(user) });
  tellRoom(tx, roomId, changed.seq, { type: "member", member, memberCount: changed.member_count });
  // Of a group everybody in it is told, when all who come with this one are in.
  if (room.kind === "group") return;
  await tellUser(tx, user.id, { type: "joined", room: await completeRoom(tx, changed, user.id, row) });
}

export async function addMembers(
  tx: Transaction,
  input: RoomQuery & { userIds: readonly UserId[]; history?: boolean },
): Promise<RoomForMe> {
  const { viewer } = input;
  if (viewer.kind !== "person") throw new ParleyError("unauthenticated");
  const { room, place, rights } = await findAlterableRoom(tx, input);
  const isAllowed = (id: UserId): boolean =>
    id === viewer.userId ? rights.join || place !== undefined : rights.invite;
  if (!input.userIds.every(isAllowed)) throw new ParleyError("forbidden");
  const users = await tx.db
    .selectFrom("users")
    .select(["users.id", ...personColumns])
    .where("id", "in", input.userIds)
    .where("deactivated_at", "is", null)
    .where("deleted_at", "is", null)
    .orderBy("id")
    .execute();
  if (users.length < new Set(input.userIds).size) {
    throw new ParleyError("invalid", { fields: { userIds: "names somebody who does not exist" } });
  }
  if (room.kind === "group") await refuseCrowd(tx, room, input.userIds);
  const history = room.kind === "public" || room.readable_by === "everyone" || input.history;
  const deaf = await selectDeafTo(tx, viewer.userId).execute();
  // Who has blocked the viewer is not brought together with them; the answer is the same as ever.
  const willing = users.filter(({ id }) => !deaf.some((block) => block.user_id === id));
  for (const user of willing) await enterRoom(tx, room.id, toUser(user), { role: "member", history });
  const after = await findRoom(tx, { viewer, room: String(room.id) });
  if (room.kind === "group" && after.room.seq > room.seq) await tellChat(tx, after.room);
  if (!after.place) return toRoomForMe(after.room, undefined);
  return await completeRoom(tx, after.room, viewer.userId, after.place);
}

async function refuseCrowd(tx: Transaction, room: RoomRow, userIds: readonly UserId[]): Promise<void> {
  const present = await tx.db
    .selectFrom("members")
    .select("user_id")
    .where("room_id", "=", room.id)
    .where("left_at", "is", null)
    .execute();
  const all = new Set([...present.map((place) => place.user_id), ...userIds]);
  if (all.size <= limits.groupMaxPeople) return;
  const fault = `at most ${limits.groupMaxPeople} people in a group: make it a room first`;
  throw new ParleyError("invalid", { fields: { userIds: fault } });
}

export async function removeMember(tx: Transaction, input: RoomQuery & { userId: UserId }): Promise<void> {
  const { room, rights } = await findAlterableRoom(tx, input);
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
  if (room.kind === "group") await tellChat(tx, changed);
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
    // A group whose people changed is not the one chat of its first people any more.
    .set((eb) => ({ seq: eb("seq", "+", 1), member_count: eb("member_count", "+", members), people_key: null }))
    .where("id", "=", room.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
