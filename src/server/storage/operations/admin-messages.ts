import { ParleyError } from "#protocol/errors.ts";
import type { MessageId, RoomId, UserId } from "#protocol/ids.ts";
import type { PlacedMessage } from "#protocol/message.ts";
import type { Viewer } from "../../auth/viewer.ts";
import { rightsIn } from "../../rooms/access.ts";
import type { ReviewQuery } from "../storage.ts";
import type { Transaction } from "../transaction.ts";
import { toMessage } from "../views.ts";
import { requireAdmin } from "./admin-gate.ts";
import { selectRoom } from "./find-room.ts";
import { holdsText } from "./holds-text.ts";
import { selectMessages } from "./messages.ts";
import { readCursorId } from "./read-cursor-id.ts";

interface Page {
  readonly messages: PlacedMessage[];
  readonly nextCursor?: string;
}

export async function reviewMessages(tx: Transaction, query: ReviewQuery): Promise<Page> {
  await requireAdmin(tx, query.viewer);
  const roomId = query.room === undefined ? undefined : await findOpenRoom(tx, query.room, query.viewer);
  const end = (await readNewestId(tx)) + 1;
  const before = Math.min(readCursorId(query.cursor) || end, end);
  const floor = Math.max(1, before - query.lookAtMost);
  const rows = await selectReviewed(tx, query, roomId)
    .where("messages.id", "<", before as MessageId)
    .where("messages.id", ">=", floor as MessageId)
    .limit(query.limit + 1)
    .execute();
  const messages = rows.slice(0, query.limit).map(({ room_slug, room_name, ...row }): PlacedMessage => ({
    ...toMessage(row),
    room: { id: row.room_id, slug: room_slug, name: room_name },
  }));
  const next = rows.length > query.limit ? messages.at(-1)?.id : floor;
  return next === undefined || next === 1 ? { messages } : { messages, nextCursor: String(next) };
}

/** By id, which is no cursor for following a room, but good enough for leafing through what is there. */
function selectReviewed(tx: Transaction, { q, author }: ReviewQuery, roomId: RoomId | undefined) {
  return selectMessages(tx)
    .innerJoin("rooms", "rooms.id", "messages.room_id")
    .select(["rooms.slug as room_slug", "rooms.name as room_name"])
    .where("messages.deleted_at", "is", null)
    .where((eb) => eb.or([eb("rooms.kind", "=", "public"), eb("rooms.readable_by", "=", "everyone")]))
    .$if(roomId !== undefined, (query) => query.where("messages.room_id", "=", roomId as RoomId))
    .$if(author !== undefined, (query) => query.where("messages.author_id", "=", author as UserId))
    .$if(q !== "", (query) => query.where(holdsText(["messages.body"], q)))
    .orderBy("messages.id", "desc");
}

/** A room that needs no membership to be read: being an administrator opens no private one. */
async function findOpenRoom(tx: Transaction, name: string, viewer: Viewer): Promise<RoomId> {
  const room = await selectRoom(tx, name);
  const gate = room && { kind: room.kind, readableBy: room.readable_by, role: undefined };
  if (!gate || !rightsIn(gate, viewer).read) throw new ParleyError("not_found");
  return room.id;
}

async function readNewestId(tx: Transaction): Promise<number> {
  const newest = await tx.db.selectFrom("messages").select("id").orderBy("id", "desc").limit(1).executeTakeFirst();
  return newest?.id ?? 0;
}
