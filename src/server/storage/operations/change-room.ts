import { ParleyError } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { RoomChanges, RoomQuery } from "../storage.ts";
import type { RoomRow } from "../tables.ts";
import { tellRoom, type Transaction } from "../transaction.ts";
import { personColumns, toMember, toRoom } from "../views.ts";
import { findAlterableRoom } from "./find-room.ts";
import { refuseTakenSlug } from "./refuse-taken-slug.ts";
import { tellChat } from "./room-extras.ts";
import { getRoom } from "./rooms.ts";

/** Changes what is given. In a group, everybody names it, and may turn it into a private room of theirs. */
export async function changeRoom(
  tx: Transaction,
  { changes, ...query }: RoomQuery & { changes: RoomChanges },
): Promise<RoomForMe> {
  const { room: before, place, rights } = await findAlterableRoom(tx, query);
  const isConverted = before.kind === "group" && changes.kind === "private";
  if (!rights.manage) throw new ParleyError("forbidden");
  if (!rights.own && !isModest(changes, isConverted)) throw new ParleyError("forbidden");
  if (changes.slug !== undefined && changes.slug !== before.slug) await refuseTakenSlug(tx, changes.slug);
  if (isConverted && (changes.name ?? before.name) === "") {
    throw new ParleyError("invalid", { fields: { name: "a room needs a name" } });
  }
  const number = before.seq + 1;
  const after = await tx.db
    .updateTable("rooms")
    .set({ ...toColumns(changes, before), seq: number, rev: number, ...(isConverted && { people_key: null }) })
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  tellRoom(tx, before.id, number, { type: "room", room: toRoom(after) });
  if (isConverted && place) await makeOwner(tx, after, place.user_id);
  const view = await getRoom(tx, { viewer: query.viewer, room: String(before.id) });
  if (before.kind === "group") await tellChat(tx, isConverted ? { ...after, seq: number + 1 } : after);
  return view;
}

/** What people may change who do not own the room: its name and topic; its kind and address while it becomes one. */
function isModest({ kind, slug, readableBy, indexable }: RoomChanges, isConverted: boolean): boolean {
  if (readableBy === "everyone" || indexable === true) return false;
  return isConverted || (kind === undefined && slug === undefined);
}

async function makeOwner(tx: Transaction, room: RoomRow, userId: UserId): Promise<void> {
  const rev = room.seq + 1;
  await tx.db.updateTable("rooms").set({ seq: rev }).where("id", "=", room.id).execute();
  await tx.db
    .updateTable("members")
    .set({ role: "owner", rev })
    .where("room_id", "=", room.id)
    .where("user_id", "=", userId)
    .execute();
  const row = await tx.db
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .selectAll("members")
    .select(personColumns)
    .where("room_id", "=", room.id)
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  tellRoom(tx, room.id, rev, { type: "member", member: toMember(row), memberCount: room.member_count });
}

function toColumns(changes: RoomChanges, before: RoomRow) {
  return {
    name: changes.name ?? before.name,
    slug: changes.slug ?? before.slug,
    topic: changes.topic ?? before.topic,
    kind: changes.kind ?? before.kind,
    readable_by: changes.readableBy ?? before.readable_by,
    indexable: changes.indexable === undefined ? before.indexable : Number(changes.indexable),
  };
}
