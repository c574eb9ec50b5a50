import { sql } from "kysely";
import { ParleyError } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { NewRoom, Paged, RoomChanges, RoomQuery } from "../storage.ts";
import type { RoomRow } from "../tables.ts";
import { tellRoom, type Transaction } from "../transaction.ts";
import { type MyPlace, toRoom, toRoomForMe } from "../views.ts";
import { findRoom, findRoomToChange } from "./find-room.ts";
import { enterRoom } from "./membership.ts";
import { getUser } from "./people.ts";
import { readCursorId } from "./read-cursor-id.ts";

export async function createRoom(
  tx: Transaction,
  { viewer, room }: { viewer: Viewer; room: NewRoom },
): Promise<RoomForMe> {
  if (viewer.kind !== "person") throw new ParleyError("unauthenticated");
  await refuseTakenSlug(tx, room.slug);
  const creator = await getUser(tx, viewer);
  const { id } = await tx.db
    .insertInto("rooms")
    .values({
      slug: room.slug,
      name: room.name,
      topic: room.topic,
      kind: room.kind,
      readable_by: room.readableBy,
      indexable: room.readableBy === "everyone" ? 1 : 0,
      seq: 1,
      rev: 1,
      created_by: viewer.userId,
      created_at: tx.now,
      last_message_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await enterRoom(tx, id, creator, "owner");
  return await getRoom(tx, { viewer, room: String(id) });
}

export async function getRoom(tx: Transaction, query: RoomQuery): Promise<RoomForMe> {
  const { room, place } = await findRoom(tx, query);
  return toRoomForMe(room, place);
}

export async function changeRoom(
  tx: Transaction,
  { changes, ...query }: RoomQuery & { changes: RoomChanges },
): Promise<RoomForMe> {
  const { room: before, place, rights } = await findRoomToChange(tx, query);
  if (!rights.manage) throw new ParleyError("forbidden");
  if (changes.slug !== undefined && changes.slug !== before.slug) await refuseTakenSlug(tx, changes.slug);
  const number = before.seq + 1;
  const after = await tx.db
    .updateTable("rooms")
    .set({ ...toColumns(changes, before), seq: number, rev: number })
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  tellRoom(tx, before.id, number, { type: "room", room: toRoom(after) });
  return toRoomForMe(after, place);
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

async function refuseTakenSlug(tx: Transaction, slug: string): Promise<void> {
  const taken = await tx.db.selectFrom("rooms").select("id").where("slug", "=", slug).executeTakeFirst();
  if (taken) throw new ParleyError("slug_taken");
}

interface PlaceColumns {
  readonly my_role: MyPlace["role"] | null;
  readonly my_joined_at: number | null;
  readonly my_read_n: number | null;
}

function toMine({ my_role, my_joined_at, my_read_n, ...room }: RoomRow & PlaceColumns): RoomForMe {
  const isMember = my_role !== null && my_joined_at !== null && my_read_n !== null;
  return toRoomForMe(room, isMember ? { role: my_role, joined_at: my_joined_at, read_n: my_read_n } : undefined);
}

/** Rooms with the person's place in them, if any. */
function selectRoomsOf(tx: Transaction, userId: UserId | 0) {
  return tx.db
    .selectFrom("rooms")
    .leftJoin("members as mine", (join) =>
      join
        .onRef("mine.room_id", "=", "rooms.id")
        .on("mine.user_id", "=", userId as UserId)
        .on("mine.left_at", "is", null),
    )
    .selectAll("rooms")
    .select(["mine.role as my_role", "mine.joined_at as my_joined_at", "mine.read_n as my_read_n"]);
}

export async function listRooms(
  tx: Transaction,
  { viewer, cursor, limit }: Paged & { viewer: Viewer },
): Promise<{ rooms: RoomForMe[]; nextCursor?: string }> {
  const userId = viewer.kind !== "person" ? 0 : viewer.userId;
  const isPastMine = cursor?.startsWith("others.") ?? false;
  const id = readCursorId(cursor?.replace("others.", ""));
  const rows = await selectRoomsOf(tx, userId)
    .where((eb) =>
      viewer.kind !== "person"
        ? eb("readable_by", "=", "everyone")
        : eb.or([eb("mine.role", "is not", null), eb("kind", "=", "public"), eb("readable_by", "=", "everyone")]),
    )
    .$if(cursor !== undefined, (query) =>
      query.where(
        isPastMine
          ? sql<boolean>`(mine.role is null and rooms.id > ${id})`
          : sql<boolean>`(mine.role is null or rooms.id > ${id})`,
      ),
    )
    .orderBy(sql`case when mine.role is null then 1 else 0 end`)
    .orderBy("rooms.id")
    .limit(limit + 1)
    .execute();
  const rooms = rows.slice(0, limit).map(toMine);
  const last = rooms.at(-1);
  if (rows.length <= limit || !last) return { rooms };
  return { rooms, nextCursor: `${last.membership ? "" : "others."}${last.id}` };
}

export async function listMyRooms(
  tx: Transaction,
  { userId }: { userId: UserId },
): Promise<{ seq: number; rooms: RoomForMe[] }> {
  const { seq } = await tx.db.selectFrom("users").select("seq").where("id", "=", userId).executeTakeFirstOrThrow();
  const rows = await selectRoomsOf(tx, userId).where("mine.role", "is not", null).orderBy("rooms.id").execute();
  return { seq, rooms: rows.map(toMine) };
}
