import type { UserId } from "#protocol/ids.ts";
import { ParleyError } from "#protocol/errors.ts";
import { type NotifyLevel, type Preferences, preferencesSchema } from "#protocol/preferences.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { RoomQuery } from "../storage.ts";
import { tellUser, type Transaction } from "../transaction.ts";
import { findRoom } from "./find-room.ts";
import { completeRoom } from "./room-extras.ts";

interface AttentionChanges {
  readonly notify?: NotifyLevel | undefined;
  readonly muted?: boolean | undefined;
}

export async function setAttention(tx: Transaction, input: RoomQuery & AttentionChanges): Promise<RoomForMe> {
  const { room, place } = await findRoom(tx, input);
  if (!place) throw new ParleyError("not_found");
  const notify = input.notify ?? place.notify;
  const muted = input.muted ?? place.muted === 1;
  if (notify !== place.notify || muted !== (place.muted === 1)) {
    await tx.db
      .updateTable("members")
      .set({ notify, muted: muted ? 1 : 0 })
      .where("room_id", "=", room.id)
      .where("user_id", "=", place.user_id)
      .execute();
    await tellUser(tx, place.user_id, { type: "attention", roomId: room.id, notify, muted });
  }
  return await completeRoom(tx, room, place.user_id, place);
}

export async function getPreferences(tx: Transaction, { userId }: { userId: UserId }): Promise<Preferences> {
  return preferencesSchema.parse(await readStored(tx, userId));
}

export async function changePreferences(
  tx: Transaction,
  { userId, changes }: { userId: UserId; changes: Partial<Preferences> },
): Promise<Preferences> {
  const stored = { ...(await readStored(tx, userId)), ...changes };
  await tx.db
    .updateTable("users")
    .set({ preferences: JSON.stringify(stored) })
    .where("id", "=", userId)
    .execute();
  const preferences = preferencesSchema.parse(stored);
  await tellUser(tx, userId, { type: "preferences", preferences });
  return preferences;
}

/** With whatever others keep beside it. */
async function readStored(tx: Transaction, userId: UserId): Promise<Record<string, unknown>> {
  const row = await tx.db.selectFrom("users").select("preferences").where("id", "=", userId).executeTakeFirst();
  if (!row) throw new ParleyError("not_found");
  return JSON.parse(row.preferences) as Record<string, unknown>;
}
