import type { RoomId, UserId } from "#protocol/ids.ts";
import type { Transaction } from "../transaction.ts";
import type { RoomExtras } from "../views.ts";
import { readUnreadMentions } from "./unread-mentions.ts";

type Attention = Pick<RoomExtras, "mentionedAt" | "calledAt" | "readEra" | "notify" | "muted">;

/** What of my rooms, or of one, asks for my attention; rooms where all is as usual are absent. */
export async function readAttention(
  tx: Transaction,
  userId: UserId,
  roomId?: RoomId,
): Promise<ReadonlyMap<RoomId, Attention>> {
  const rows = await tx.db
    .selectFrom("members")
    .select(["room_id", "read_era", "notify", "muted"])
    .where("user_id", "=", userId)
    .where("left_at", "is", null)
    .where((eb) => eb.or([eb("read_era", ">", 0), eb("notify", "<>", "default"), eb("muted", "=", 1)]))
    .$if(roomId !== undefined, (query) => query.where("room_id", "=", roomId ?? (0 as RoomId)))
    .execute();
  const found = new Map<RoomId, Attention>();
  for (const { room_id, read_era, notify, muted } of rows) {
    found.set(room_id, {
      ...(read_era > 0 && { readEra: read_era }),
      ...(notify !== "default" && { notify }),
      ...(muted === 1 && { muted: true }),
    });
  }
  for (const [id, unread] of await readUnreadMentions(tx, userId, roomId)) {
    found.set(id, { ...found.get(id), ...unread });
  }
  return found;
}
