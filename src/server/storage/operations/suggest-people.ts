import { sql } from "kysely";
import { ParleyError } from "#protocol/errors.ts";
import { foldName } from "#protocol/search-name.ts";
import type { User } from "#protocol/user.ts";
import type { RoomQuery } from "../storage.ts";
import type { Transaction } from "../transaction.ts";
import { personColumns, toUser } from "../views.ts";
import { findRoom } from "./find-room.ts";
import { listUsers } from "./search-people.ts";

/** Members whose names hold what was typed, those that begin with it first; then others who fit. */
export async function suggestPeople(
  tx: Transaction,
  { q, limit, ...query }: RoomQuery & { q: string; limit: number },
): Promise<{ members: User[]; others: User[] }> {
  const { room, place } = await findRoom(tx, query);
  if (!place) throw new ParleyError("not_found");
  const typed = foldName(q).replace(/[\\%_]/g, String.raw`\$&`);
  const rows = await tx.db
    .selectFrom("members")
    .innerJoin("users", "users.id", "members.user_id")
    .select(["users.id", ...personColumns])
    .where("members.room_id", "=", room.id)
    .where("members.left_at", "is", null)
    .where(sql<boolean>`search_name like ${`%${typed}%`} escape '\\'`)
    .orderBy(
      sql`case when search_name like ${`${typed}%`} escape '\\' then 0
        when search_name like ${`% ${typed}%`} escape '\\' then 1 else 2 end`,
    )
    .orderBy("users.username")
    .limit(limit)
    .execute();
  const members = rows.map(toUser);
  if (typed === "") return { members, others: [] };
  const { users } = await listUsers(tx, { viewer: query.viewer, q, limit: limit * 2 });
  const inside = await tx.db
    .selectFrom("members")
    .select("user_id")
    .where("room_id", "=", room.id)
    .where("left_at", "is", null)
    .where("user_id", "in", [place.user_id, ...users.map(({ id }) => id)])
    .execute();
  const insideIds = new Set(inside.map((row) => row.user_id));
  return { members, others: users.filter(({ id }) => !insideIds.has(id)).slice(0, limit) };
}
