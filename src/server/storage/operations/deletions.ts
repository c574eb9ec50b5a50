import { ParleyError } from "#protocol/errors.ts";
import type { ClientId, RoomId, UserId } from "#protocol/ids.ts";
import { toSearchName } from "#protocol/search-name.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { DeletionStart } from "../storage.ts";
import { tellRoom, type Transaction } from "../transaction.ts";
import { personColumns, toMember } from "../views.ts";
import { lockRoom } from "./find-room.ts";
import { removeMember } from "./membership.ts";
import { rewrite, selectMessages } from "./messages.ts";
import { dropUnusedAvatar, tellOthers } from "./profiles.ts";
import { endSessionsOf } from "./sessions.ts";

const roomsPerStep = 20;
const messagesPerStep = 100;

/** From here on nobody can log in with the account and nothing tells whose it was; what it left behind goes by steps. */
export async function beginDeletion(tx: Transaction, input: DeletionStart): Promise<boolean> {
  const { userId, passwordHash, removesMessages } = input;
  // Two administrators who leave at once must not both think that the other one stays.
  if (tx.dialect.locksRows) await tx.db.selectFrom("installation").select("key").forUpdate().execute();
  const before = await tx.db
    .selectFrom("users")
    .select(["role", "avatar"])
    .where("id", "=", userId)
    .where("password_hash", "=", passwordHash)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!before) return false;
  if (before.role === "admin") await refuseLastAdmin(tx, userId);
  const username = `deleted-${userId}`;
  const displayName = "Deleted user";
  await tx.db
    .updateTable("users")
    .set({
      // `username_key` stays: nobody else can take the name and be taken for the one who had it.
      username,
      display_name: displayName,
      search_name: toSearchName(username, displayName),
      password_hash: "",
      role: "member",
      bio: "",
      pronouns: "",
      time_zone: "",
      email: null,
      status_text: "",
      status_emoji: "",
      status_until: null,
      avatar: null,
      preferences: "{}",
      deactivated_at: tx.now,
      deleted_at: tx.now,
    })
    .where("id", "=", userId)
    .execute();
  if (before.avatar !== null) await dropUnusedAvatar(tx, before.avatar);
  await tx.db.deleteFrom("blocks").where("user_id", "=", userId).execute();
  await tx.db
    .insertInto("deletions")
    .values({ user_id: userId, removes_messages: removesMessages ? 1 : 0 })
    .execute();
  await tellOthers(tx, userId);
  await endSessionsOf(tx, { userId });
  return true;
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

export async function listDeletions(tx: Transaction): Promise<UserId[]> {
  const rows = await tx.db.selectFrom("deletions").select("user_id").orderBy("user_id").execute();
  return rows.map((row) => row.user_id);
}

/** One step, of bounded size; each leaves all in a state from which the next one goes on. */
export async function continueDeletion(tx: Transaction, { userId }: { userId: UserId }): Promise<{ isDone: boolean }> {
  const deletion = await tx.db
    .selectFrom("deletions")
    .selectAll()
    .where("user_id", "=", userId)
    .$if(tx.dialect.locksRows, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!deletion) return { isDone: true };
  if (await leaveRooms(tx, userId)) return { isDone: false };
  if (deletion.removes_messages === 1 && (await removeMessages(tx, userId, deletion.done_to))) return { isDone: false };
  await tx.db.deleteFrom("mentions").where("user_id", "=", userId).execute();
  await tx.db.deleteFrom("deletions").where("user_id", "=", userId).execute();
  return { isDone: true };
}

/** Direct chats stay, so that the other one keeps what was said. False when there was nothing left to leave. */
async function leaveRooms(tx: Transaction, userId: UserId): Promise<boolean> {
  const places = await tx.db
    .selectFrom("members")
    .innerJoin("rooms", "rooms.id", "members.room_id")
    .select(["members.room_id", "members.role"])
    .where("members.user_id", "=", userId)
    .where("members.left_at", "is", null)
    .where("rooms.kind", "!=", "direct")
    .orderBy("members.room_id")
    .limit(roomsPerStep)
    .execute();
  const viewer: Viewer = { kind: "person", userId, role: "member" };
  for (const { room_id: roomId, role } of places) {
    if (role === "owner") await handOver(tx, roomId, userId);
    await removeMember(tx, { viewer, room: String(roomId), userId });
  }
  return places.length > 0;
}

/** A room whose only owner goes away passes to a moderator, or to whoever has been in it for longest. */
async function handOver(tx: Transaction, roomId: RoomId, userId: UserId): Promise<void> {
  const room = await lockRoom(tx, roomId);
  const others = await tx.db
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .selectAll("members")
    .select(personColumns)
    .where("room_id", "=", roomId)
    .where("left_at", "is", null)
    .where("user_id", "!=", userId)
    .orderBy((eb) =>
      eb.case().when("members.role", "=", "owner").then(0).when("members.role", "=", "moderator").then(1).else(2).end(),
    )
    .orderBy("joined_at")
    .orderBy("user_id")
    .limit(1)
    .execute();
  const [heir] = others;
  if (!heir || heir.role === "owner") return;
  const rev = room.seq + 1;
  await tx.db.updateTable("rooms").set({ seq: rev }).where("id", "=", roomId).execute();
  await tx.db
    .updateTable("members")
    .set({ role: "owner", rev })
    .where("room_id", "=", roomId)
    .where("user_id", "=", heir.user_id)
    .execute();
  const member = toMember({ ...heir, role: "owner", rev });
  tellRoom(tx, roomId, rev, { type: "member", member, memberCount: room.member_count });
}

/** False when there was nothing left to remove. */
async function removeMessages(tx: Transaction, userId: UserId, doneTo: string): Promise<boolean> {
  const rows = await selectMessages(tx)
    .where("author_id", "=", userId)
    .where("client_id", ">", doneTo as ClientId)
    .orderBy("client_id")
    .limit(messagesPerStep)
    .execute();
  const last = rows.at(-1);
  if (!last) return false;
  // Rooms in one order everywhere, so that nobody waits for each other in a ring.
  const standing = rows.filter((row) => row.deleted_at === null).sort((a, b) => a.room_id - b.room_id || a.seq - b.seq);
  for (const row of standing) await rewrite(tx, row, { body: "", deleted_at: tx.now });
  await tx.db.updateTable("deletions").set({ done_to: last.client_id }).where("user_id", "=", userId).execute();
  return true;
}
