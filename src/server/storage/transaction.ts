import type { Kysely } from "kysely";
import type { Epoch, RoomId, UserId } from "#protocol/ids.ts";
import type { RoomEvent } from "#protocol/room-event.ts";
import type { User } from "#protocol/user.ts";
import type { UserEvent } from "#protocol/user-event.ts";
import type { Dialect } from "./dialect.ts";
import type { Notice } from "./storage.ts";
import type { Tables } from "./tables.ts";

/**
 * What an operation works in. Calls share a transaction, so an operation checks first and writes then: one that
 * refuses must not have written anything.
 */
export interface Transaction {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  readonly epoch: Epoch;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** Made known once the transaction is durable. */
  readonly notices: Notice[];
}

export type Operation<Input, Output> = (tx: Transaction, input: Input) => Promise<Output>;

export function tellRoom(tx: Transaction, roomId: RoomId, seq: number, event: RoomEvent): void {
  tx.notices.push({ to: "room", roomId, seq, event });
}

/** Tells those who share a room with somebody how that person looks now. Not in any log: a page loaded later shows it. */
export async function tellPeople(tx: Transaction, user: User): Promise<void> {
  const places = await tx.db
    .selectFrom("members")
    .select("room_id")
    .where("user_id", "=", user.id)
    .where("left_at", "is", null)
    .execute();
  tx.notices.push({ to: "people", user, roomIds: places.map((place) => place.room_id) });
}

/** Gives the event the next number of the person's own log. */
export async function tellUser(tx: Transaction, userId: UserId, event: UserEvent): Promise<void> {
  const { seq } = await tx.db
    .updateTable("users")
    .set((eb) => ({ seq: eb("seq", "+", 1) }))
    .where("id", "=", userId)
    .returning("seq")
    .executeTakeFirstOrThrow();
  tx.notices.push({ to: "user", userId, seq, event });
}
