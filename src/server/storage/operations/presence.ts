import { ParleyError } from "#protocol/errors.ts";
import type { RoomId, UserId } from "#protocol/ids.ts";
import { chosenAt } from "#protocol/judge-presence.ts";
import type { User } from "#protocol/user.ts";
import type { RoomQuery } from "../storage.ts";
import type { Transaction } from "../transaction.ts";
import { personColumns, toUser } from "../views.ts";
import { getPreferences } from "./attention.ts";
import { findRoom } from "./find-room.ts";
import { inChunks } from "./in-chunks.ts";

export async function listAcquainted(
  tx: Transaction,
  { userId, userIds }: { userId: UserId; userIds: readonly UserId[] },
): Promise<UserId[]> {
  const found: UserId[] = [];
  for (const chunk of inChunks(userIds)) {
    const rows = await tx.db
      .selectFrom("users")
      .select("users.id")
      .where("users.id", "in", chunk)
      .where((eb) =>
        // It stops at the first room that they share.
        eb.exists(
          eb
            .selectFrom("members as mine")
            .innerJoin("members as theirs", "theirs.room_id", "mine.room_id")
            .select("mine.room_id")
            .where("mine.user_id", "=", userId)
            .where("mine.left_at", "is", null)
            .whereRef("theirs.user_id", "=", "users.id")
            .where("theirs.left_at", "is", null),
        ),
      )
      .execute();
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

export async function findTypist(
  tx: Transaction,
  { viewer, room: name }: RoomQuery,
): Promise<{ roomId: RoomId; typist: User | undefined }> {
  const { room, rights } = await findRoom(tx, { viewer, room: name });
  if (viewer.kind !== "person") throw new ParleyError("unauthenticated");
  if (!rights.post) throw new ParleyError("forbidden");
  const { presence } = await getPreferences(tx, viewer);
  if (chosenAt(presence, tx.now) === "invisible") return { roomId: room.id, typist: undefined };
  const row = await tx.db
    .selectFrom("users")
    .select(["users.id", ...personColumns])
    .where("id", "=", viewer.userId)
    .executeTakeFirstOrThrow();
  return { roomId: room.id, typist: toUser(row) };
}
