import type { RoomId, UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { makePreview } from "#protocol/make-preview.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { User } from "#protocol/user.ts";
import type { RoomRow } from "../tables.ts";
import { type Transaction, tellUser } from "../transaction.ts";
import { type MyPlace, personColumns, type RoomExtras, toRoomForMe, toTime, toUser } from "../views.ts";
import { readAttention } from "./read-attention.ts";

export type Extras = ReadonlyMap<RoomId, RoomExtras>;

/**
 * People and latest messages of all rooms of mine, or of one, and what of them asks for my attention; a fixed number of
 * queries, however many rooms.
 */
export async function readExtras(tx: Transaction, userId: UserId, roomId?: RoomId): Promise<Extras> {
  const extras = new Map<RoomId, RoomExtras>();
  for (const [id, people] of await readPeople(tx, userId, roomId)) extras.set(id, { people });
  for (const row of await readLastMessages(tx, userId, roomId)) {
    const author = toUser({ ...row, id: row.author_id });
    const lastMessage = { author, text: makePreview(row.body), createdAt: toTime(row.created_at), n: row.n };
    extras.set(row.room_id, { ...extras.get(row.room_id), lastMessage });
  }
  for (const [id, attention] of await readAttention(tx, userId, roomId)) {
    extras.set(id, { ...extras.get(id), ...attention });
  }
  return extras;
}

/** A room of mine with all that is mine about it. */
export async function completeRoom(tx: Transaction, room: RoomRow, userId: UserId, place: MyPlace): Promise<RoomForMe> {
  return toRoomForMe(room, place, (await readExtras(tx, userId, room.id)).get(room.id));
}

/** Tells everybody in a chat how it stands now: who is in it, what it is called. */
export async function tellChat(tx: Transaction, room: RoomRow): Promise<void> {
  const places = await tx.db
    .selectFrom("members")
    .select(["user_id", "role", "joined_at", "read_n", "hidden"])
    .where("room_id", "=", room.id)
    .where("left_at", "is", null)
    .orderBy("user_id")
    .execute();
  for (const place of places) {
    await tellUser(tx, place.user_id, { type: "joined", room: await completeRoom(tx, room, place.user_id, place) });
  }
}

/** The others in each direct and group chat of mine, by when they came; me, when there is nobody else. */
async function readPeople(tx: Transaction, userId: UserId, roomId?: RoomId): Promise<Map<RoomId, User[]>> {
  const rows = await tx.db
    .selectFrom("members as mine")
    .innerJoin("rooms", "rooms.id", "mine.room_id")
    .innerJoin("members", "members.room_id", "mine.room_id")
    .innerJoin("users", "users.id", "members.user_id")
    .select(["mine.room_id", "users.id", ...personColumns])
    .where("mine.user_id", "=", userId)
    .where("mine.left_at", "is", null)
    .where("rooms.kind", "in", ["direct", "group"])
    .where("members.left_at", "is", null)
    .$if(roomId !== undefined, (query) => query.where("mine.room_id", "=", roomId ?? (0 as RoomId)))
    .orderBy("members.joined_at")
    .orderBy("members.user_id")
    .execute();
  const people = new Map<RoomId, User[]>();
  for (const [id, all] of Map.groupBy(rows, (row) => row.room_id)) {
    const others = all.length === 1 ? all : all.filter((row) => row.id !== userId);
    people.set(id, others.slice(0, limits.chatPeopleShown).map(toUser));
  }
  return people;
}

async function readLastMessages(tx: Transaction, userId: UserId, roomId?: RoomId) {
  return await tx.db
    .with("latest", (db) =>
      db
        .selectFrom("members as mine")
        .where("mine.user_id", "=", userId)
        .where("mine.left_at", "is", null)
        .$if(roomId !== undefined, (query) => query.where("mine.room_id", "=", roomId ?? (0 as RoomId)))
        .select((eb) =>
          eb
            .selectFrom("messages")
            .select("messages.id")
            .whereRef("messages.room_id", "=", "mine.room_id")
            .whereRef("messages.seq", ">", "mine.from_seq")
            .where("messages.deleted_at", "is", null)
            .orderBy("messages.seq", "desc")
            .limit(1)
            .as("message_id"),
        ),
    )
    .selectFrom("latest")
    .innerJoin("messages", "messages.id", "latest.message_id")
    .innerJoin("users", "users.id", "messages.author_id")
    .select(["messages.room_id", "messages.author_id", "messages.body", "messages.created_at", "messages.n"])
    .select(personColumns)
    .execute();
}
