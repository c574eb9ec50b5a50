import { sql } from "kysely";
import { ParleyError } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { MyRooms, NewRoom, Paged, RoomQuery } from "../storage.ts";
import type { RoomRow } from "../tables.ts";
import type { Transaction } from "../transaction.ts";
import { type MyPlace, toRoomForMe } from "../views.ts";
import { getPreferences } from "./attention.ts";
import { listBlockedIds } from "./blocks.ts";
import { findRoom } from "./find-room.ts";
import { enterRoom } from "./membership.ts";
import { getUser } from "./profiles.ts";
import { readCursorId } from "./read-cursor-id.ts";
import { refuseTakenSlug } from "./refuse-taken-slug.ts";
import { completeRoom, type Extras, readExtras } from "./room-extras.ts";

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
  await enterRoom(tx, id, creator, { role: "owner" });
  return await getRoom(tx, { viewer, room: String(id) });
}

export async function getRoom(tx: Transaction, query: RoomQuery): Promise<RoomForMe> {
  const { room, place } = await findRoom(tx, query);
  return place ? await completeRoom(tx, room, place.user_id, place) : toRoomForMe(room, undefined);
}

interface PlaceColumns {
  readonly my_role: MyPlace["role"] | null;
  readonly my_joined_at: number | null;
  readonly my_read_n: number | null;
  readonly my_hidden: number | null;
}

function toMine({ my_role, my_joined_at, my_read_n, my_hidden, ...room }: RoomRow & PlaceColumns, extras: Extras) {
  const isMember = my_role !== null && my_joined_at !== null && my_read_n !== null && my_hidden !== null;
  const place = isMember && { role: my_role, joined_at: my_joined_at, read_n: my_read_n, hidden: my_hidden };
  return toRoomForMe(room, place || undefined, extras.get(room.id));
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
    .select(["mine.role as my_role", "mine.joined_at as my_joined_at", "mine.read_n as my_read_n"])
    .select("mine.hidden as my_hidden");
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
    .where((eb) => eb.or([eb("mine.hidden", "is", null), eb("mine.hidden", "=", 0)]))
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
  const extras: Extras = viewer.kind === "person" ? await readExtras(tx, viewer.userId) : new Map();
  const rooms = rows.slice(0, limit).map((row) => toMine(row, extras));
  const last = rooms.at(-1);
  if (rows.length <= limit || !last) return { rooms };
  return { rooms, nextCursor: `${last.membership ? "" : "others."}${last.id}` };
}

export async function listMyRooms(tx: Transaction, { userId }: { userId: UserId }): Promise<MyRooms> {
  const { seq } = await tx.db.selectFrom("users").select("seq").where("id", "=", userId).executeTakeFirstOrThrow();
  const rows = await selectRoomsOf(tx, userId)
    .where("mine.role", "is not", null)
    .where("mine.hidden", "=", 0)
    .orderBy("rooms.id")
    .execute();
  const extras = await readExtras(tx, userId);
  const preferences = await getPreferences(tx, { userId });
  return { seq, rooms: rows.map((row) => toMine(row, extras)), preferences, blocks: await listBlockedIds(tx, userId) };
}
