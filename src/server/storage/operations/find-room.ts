import { ParleyError } from "#protocol/errors.ts";
import type { RoomId } from "#protocol/ids.ts";
import type { Viewer } from "../../auth/viewer.ts";
import { rightsIn, type RoomRights } from "../../rooms/access.ts";
import type { RoomQuery } from "../storage.ts";
import type { MemberRow, RoomRow } from "../tables.ts";
import type { Transaction } from "../transaction.ts";

export interface FoundRoom {
  readonly room: RoomRow;
  /** The viewer's place; undefined when not a member. */
  readonly place: MemberRow | undefined;
  readonly rights: RoomRights;
}

/** Finds a room and passes its gate. @throws not_found for what is missing and for what may not be seen alike. */
export async function findRoom(tx: Transaction, query: RoomQuery): Promise<FoundRoom> {
  return await passGate(tx, query, await selectRoom(tx, query.room));
}

/**
 * The same for whoever is going to change it: locked until the transaction ends, and before its gate is asked, so that
 * neither the room nor the viewer's rights can change meanwhile.
 */
export async function findRoomToChange(tx: Transaction, query: RoomQuery): Promise<FoundRoom> {
  return await passGate(tx, query, await selectRoom(tx, query.room, tx.dialect.locksRows));
}

async function passGate(tx: Transaction, { viewer }: RoomQuery, room: RoomRow | undefined): Promise<FoundRoom> {
  if (!room) throw new ParleyError("not_found");
  const place = await findPlace(tx, room.id, viewer);
  const gate = { kind: room.kind, readableBy: room.readable_by, role: place?.role, fromSeq: place?.from_seq };
  const rights = rightsIn(gate, viewer);
  if (!rights.see) throw new ParleyError("not_found");
  return { room, place, rights };
}

/** A room whose people, name and kind are going to change: locked. @throws not_found also for direct chats, whoever asks */
export async function findAlterableRoom(tx: Transaction, query: RoomQuery): Promise<FoundRoom> {
  const found = await findRoomToChange(tx, query);
  if (!found.rights.alter) throw new ParleyError("not_found");
  return found;
}

/** By id or slug, before anybody has asked its gate. */
export async function selectRoom(tx: Transaction, name: string, isLocked = false): Promise<RoomRow | undefined> {
  const isId = /^[1-9][0-9]{0,15}$/.test(name);
  const query = tx.db
    .selectFrom("rooms")
    .selectAll()
    .$if(isLocked, (rooms) => rooms.forUpdate());
  return await (
    isId ? query.where("id", "=", Number(name) as RoomId) : query.where("slug", "=", name)
  ).executeTakeFirst();
}

async function findPlace(tx: Transaction, roomId: RoomId, viewer: Viewer): Promise<MemberRow | undefined> {
  if (viewer.kind !== "person") return undefined;
  return await tx.db
    .selectFrom("members")
    .selectAll()
    .where("room_id", "=", roomId)
    .where("user_id", "=", viewer.userId)
    .where("left_at", "is", null)
    .executeTakeFirst();
}

/** The room as it is now, locked until the transaction ends, so that a number is taken once. */
export async function lockRoom(tx: Transaction, roomId: RoomId): Promise<RoomRow> {
  return await tx.db
    .selectFrom("rooms")
    .selectAll()
    .where("id", "=", roomId)
    .$if(tx.dialect.locksRows, (query) => query.forUpdate())
    .executeTakeFirstOrThrow();
}
