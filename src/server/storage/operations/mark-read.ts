import { ParleyError } from "#protocol/errors.ts";
import type { MarkReadQuery, ReadPosition } from "../storage.ts";
import { tellUser, type Transaction } from "../transaction.ts";
import { findRoom } from "./find-room.ts";
import { readUnreadMentions } from "./unread-mentions.ts";

/** Forwards within an era; backwards only by force, which begins the next one. */
export async function markRead(tx: Transaction, input: MarkReadQuery): Promise<ReadPosition> {
  const { room, place } = await findRoom(tx, input);
  if (!place) throw new ParleyError("not_found");
  const { upTo, era = place.read_era, force = false } = input;
  const now = { readN: place.read_n, readEra: place.read_era };
  const readN = Math.min(upTo, room.n);
  if (!force && (era !== place.read_era || readN <= place.read_n)) return now;
  const readEra = place.read_era + (force ? 1 : 0);
  const { numUpdatedRows } = await tx.db
    .updateTable("members")
    .set({ read_n: readN, read_era: readEra })
    .where("room_id", "=", room.id)
    .where("user_id", "=", place.user_id)
    .where("read_era", "=", place.read_era)
    .$if(!force, (query) => query.where("read_n", "<", readN))
    .executeTakeFirst();
  // Another of the person's devices was faster: judged anew by where it went.
  if (numUpdatedRows === 0n) return await markRead(tx, input);
  const unread = force ? (await readUnreadMentions(tx, place.user_id, room.id)).get(room.id) : undefined;
  await tellUser(tx, place.user_id, { type: "read", roomId: room.id, readN, readEra, ...unread });
  return { readN, readEra };
}
