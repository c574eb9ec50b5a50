import { ParleyError } from "#protocol/errors.ts";
import type { RoomId } from "#protocol/ids.ts";
import type { NumberedEvent } from "#protocol/room-event.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { LogPage } from "../storage.ts";
import type { RoomRow } from "../tables.ts";
import type { Transaction } from "../transaction.ts";
import { personColumns, toMember, toRoom } from "../views.ts";
import { nothingToSee, tellsOfBefore } from "../../rooms/access.ts";
import { findRoom } from "./find-room.ts";
import { toMessages } from "./message-views.ts";
import { selectMessages } from "./messages.ts";

interface LogQuery {
  readonly viewer: Viewer;
  readonly roomId: RoomId;
  readonly since: number;
  readonly limit: number;
}

/**
 * The log is the rows themselves: whatever changed after `since`, in the order of its latest change, tombstones
 * included. The newest rows of each kind are read and merged; what is in no kind's page cannot be in the merged one.
 */
export async function readLog(tx: Transaction, { viewer, roomId, since, limit }: LogQuery): Promise<LogPage> {
  const { room, rights } = await findRoom(tx, { viewer, room: String(roomId) });
  if (!rights.read) throw new ParleyError("not_found");
  const { readAfter } = rights;
  if (since >= room.seq) return { events: [], head: room.seq, isLevel: true, readAfter };
  const changes = [
    ...(await readMessages(tx, room, since, limit)),
    ...(await readMembers(tx, room, since, limit)),
    ...(room.rev > since ? [{ seq: room.rev, event: { type: "room" as const, room: toRoom(room) } }] : []),
  ];
  const events = changes
    .sort((a, b) => a.seq - b.seq)
    .slice(0, limit)
    .map((event) => (tellsOfBefore(event, readAfter) ? { seq: event.seq, event: nothingToSee } : event));
  return { events, head: room.seq, isLevel: events.at(-1)?.seq === room.seq, readAfter };
}

async function readMessages(tx: Transaction, room: RoomRow, since: number, limit: number): Promise<NumberedEvent[]> {
  const rows = await selectMessages(tx)
    .where("room_id", "=", room.id)
    .where("rev", ">", since)
    .orderBy("rev")
    .limit(limit)
    .execute();
  const messages = await toMessages(tx, rows);
  return messages.map((message) => ({ seq: message.rev, event: { type: "message", message } }));
}

async function readMembers(tx: Transaction, room: RoomRow, since: number, limit: number): Promise<NumberedEvent[]> {
  const rows = await tx.db
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .selectAll("members")
    .select(personColumns)
    .where("room_id", "=", room.id)
    .where("rev", ">", since)
    .orderBy("rev")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: row.rev,
    event: { type: "member", member: toMember(row), memberCount: room.member_count },
  }));
}
