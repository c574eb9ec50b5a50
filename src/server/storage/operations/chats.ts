import { ParleyError } from "#protocol/errors.ts";
import type { RoomId, UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { User } from "#protocol/user.ts";
import type { DirectQuery, RoomQuery } from "../storage.ts";
import type { RoomRow } from "../tables.ts";
import { tellRoom, tellUser, type Transaction } from "../transaction.ts";
import { personColumns, toMember, toPersonColumns, toRoom, toUser } from "../views.ts";
import { findRoom } from "./find-room.ts";
import { selectDeafTo } from "./blocks.ts";
import { completeRoom } from "./room-extras.ts";
import { refuseTakenSlug } from "./refuse-taken-slug.ts";

/**
 * One chat per set of people: `people_key` is unique, so of two transactions that make it at once one is repeated and
 * finds the other's.
 */
export async function openDirect(
  tx: Transaction,
  { viewer, userIds, slug }: DirectQuery,
): Promise<{ room: RoomForMe; isNew: boolean }> {
  if (viewer.kind !== "person") throw new ParleyError("unauthenticated");
  const ids = [...new Set([viewer.userId, ...userIds])].sort((a, b) => a - b);
  const known = await tx.db.selectFrom("rooms").select("id").where("people_key", "=", ids.join(".")).executeTakeFirst();
  if (known) return { room: await showChat(tx, { viewer, room: String(known.id) }, false), isNew: false };
  if (ids.length > limits.groupMaxPeople) refuse(`at most ${limits.groupMaxPeople} people with you`);
  const people = await readActive(tx, ids);
  if (people.length < ids.length) refuse("names somebody who does not exist");
  await refuseTakenSlug(tx, slug);
  const room = await insertChat(tx, people, { slug, creatorId: viewer.userId });
  const { place } = await findRoom(tx, { viewer, room: String(room.id) });
  if (!place) throw new Error("a chat lost its creator while it was made");
  const view = await completeRoom(tx, room, viewer.userId, place);
  await tellUser(tx, viewer.userId, { type: "joined", room: view });
  return { room: view, isNew: true };
}

function refuse(fault: string): never {
  throw new ParleyError("invalid", { fields: { userIds: fault } });
}

async function readActive(tx: Transaction, ids: readonly UserId[]): Promise<User[]> {
  const rows = await tx.db
    .selectFrom("users")
    .select(["id", ...personColumns])
    .where("id", "in", ids)
    .where("deactivated_at", "is", null)
    .where("deleted_at", "is", null)
    .orderBy("id")
    .execute();
  return rows.map(toUser);
}

/** For the others it stays hidden until the first message comes. */
async function insertChat(
  tx: Transaction,
  people: readonly User[],
  { slug, creatorId }: { slug: string; creatorId: UserId },
): Promise<RoomRow> {
  const room = await tx.db
    .insertInto("rooms")
    .values({
      slug,
      name: "",
      topic: "",
      kind: people.length > 2 ? "group" : "direct",
      readable_by: "members",
      indexable: 0,
      seq: people.length + 1,
      rev: 1,
      member_count: people.length,
      created_by: creatorId,
      created_at: tx.now,
      last_message_at: null,
      people_key: people.map(({ id }) => id).join("."),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const rows = people.map(({ id }, index) => toPlace(tx, { room, userId: id, rev: index + 2, creatorId }));
  await tx.db.insertInto("members").values(rows).execute();
  tellRoom(tx, room.id, 1, { type: "room", room: toRoom(room) });
  for (const [index, user] of people.entries()) {
    const row = rows[index];
    if (!row) continue;
    const member = toMember({ ...row, ...toPersonColumns(user) });
    tellRoom(tx, room.id, row.rev, { type: "member", member, memberCount: room.member_count });
  }
  return room;
}

interface NewPlace {
  readonly room: RoomRow;
  readonly userId: UserId;
  readonly rev: number;
  readonly creatorId: UserId;
}

function toPlace(tx: Transaction, { room, userId, rev, creatorId }: NewPlace) {
  return {
    room_id: room.id,
    user_id: userId,
    role: "member",
    read_n: 0,
    joined_at: tx.now,
    left_at: null,
    rev,
    from_seq: 0,
    notify: "default",
    muted: 0,
    hidden: userId === creatorId ? 0 : 1,
  } as const;
}

export async function hideChat(
  tx: Transaction,
  { hidden, ...query }: RoomQuery & { hidden: boolean },
): Promise<RoomForMe> {
  return await showChat(tx, query, hidden);
}

/** Takes a chat into my list or out of it, on all my devices. */
async function showChat(tx: Transaction, query: RoomQuery, isHidden: boolean): Promise<RoomForMe> {
  const { room, place, rights } = await findRoom(tx, query);
  if (!place || !rights.hide) throw new ParleyError("not_found");
  const hidden = isHidden ? 1 : 0;
  const view = await completeRoom(tx, room, place.user_id, { ...place, hidden });
  if (place.hidden === hidden) return view;
  await setHidden(tx, room.id, [place.user_id], hidden);
  await tellUser(tx, place.user_id, { type: "joined", room: view });
  return view;
}

/**
 * Something new came: whoever had put the chat out of their list, or had never seen it, has it there now; but not those
 * who have blocked its author.
 */
export async function unhideChat(tx: Transaction, room: RoomRow, authorId: UserId): Promise<void> {
  const places = await tx.db
    .selectFrom("members")
    .select(["user_id", "role", "joined_at", "read_n"])
    .where("room_id", "=", room.id)
    .where("hidden", "=", 1)
    .where("left_at", "is", null)
    .where("user_id", "not in", selectDeafTo(tx, authorId))
    .orderBy("user_id")
    .execute();
  if (places.length === 0) return;
  const userIds = places.map((place) => place.user_id);
  await setHidden(tx, room.id, userIds, 0);
  for (const place of places) {
    const view = await completeRoom(tx, room, place.user_id, { ...place, hidden: 0 });
    await tellUser(tx, place.user_id, { type: "joined", room: view });
  }
}

async function setHidden(tx: Transaction, roomId: RoomId, userIds: readonly UserId[], hidden: number): Promise<void> {
  await tx.db
    .updateTable("members")
    .set({ hidden })
    .where("room_id", "=", roomId)
    .where("user_id", "in", userIds)
    .execute();
}
