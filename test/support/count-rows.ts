import { Kysely, sql } from "kysely";
import type { ClientId, Epoch, RoomId, UserId } from "#protocol/ids.ts";
import { viewerOf } from "../../src/server/auth/viewer.ts";
import { usernameKey } from "../../src/server/auth/username.ts";
import { listNameKeys } from "../../src/server/messages/list-name-keys.ts";
import { createLane } from "../../src/server/storage/lane.ts";
import { migrate } from "../../src/server/storage/migrate.ts";
import { openSqlite } from "../../src/server/storage/sqlite.ts";
import type { Tables } from "../../src/server/storage/tables.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

/** A database in the caller's own thread, in which every row that is written can be counted. */
export interface CountedRoom extends AsyncDisposable {
  readonly roomId: RoomId;
  /** Sends one message after another, each in a transaction of its own. */
  send(bodies: readonly string[]): Promise<void>;
  /** Rows inserted, changed and deleted since the database was opened; SQLite's own count. */
  countRows(): Promise<number>;
}

const authorId = 1 as UserId;

/** A room with so many members; its author is `member1`, and `member7` can be mentioned. */
export async function openCountedRoom(members: number): Promise<CountedRoom> {
  const folder = makeTemporaryFolder();
  const file = openSqlite({ dataDir: folder.path, readonly: false });
  const db = new Kysely<Tables>({ dialect: file.kysely });
  await migrate(db, { dialect: file.dialect, now: 0, copyBefore: async () => {} });
  const roomId = await fillRoom(db, members);
  const answers = new Map<number, PromiseWithResolvers<void>>();
  const lane = createLane({
    db,
    dialect: file.dialect,
    epoch: "e" as Epoch,
    mode: "write",
    onCommitted: ({ replies }) => replies.forEach(({ id, ok }) => (ok ? answers.get(id)?.resolve() : undefined)),
  });
  let ids = 0;
  return {
    roomId,
    async send(bodies) {
      for (const body of bodies) {
        const id = ++ids;
        const answer = Promise.withResolvers<void>();
        answers.set(id, answer);
        const author = viewerOf({ id: authorId, username: "member1", displayName: "1", role: "member" });
        const input = { roomId, author, body, clientId: `count-rows-${id}` as ClientId, nameKeys: listNameKeys(body) };
        lane.push({ id, name: "sendMessage", now: id, input });
        await answer.promise;
      }
    },
    async countRows() {
      const { rows } = await sql<{ total: number }>`select total_changes() as total`.execute(db);
      return rows[0]?.total ?? 0;
    },
    async [Symbol.asyncDispose]() {
      await lane.settle();
      await db.destroy();
      folder[Symbol.dispose]();
    },
  };
}

async function fillRoom(db: Kysely<Tables>, members: number): Promise<RoomId> {
  const numbers = sql`with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < ${members})`;
  await sql`insert into users (username, username_key, display_name, password_hash, role, created_at)
    ${numbers} select 'member' || i, 'member' || i, 'Member ' || i, '', 'member', 0 from numbers`.execute(db);
  const named = { username_key: usernameKey("member7") };
  await db.updateTable("users").set(named).where("username", "=", "member7").execute();
  const { id } = await db
    .insertInto("rooms")
    .values({
      slug: "counted",
      name: "Counted",
      topic: "",
      kind: "public",
      readable_by: "members",
      indexable: 0,
      seq: members + 1,
      rev: 1,
      member_count: members,
      created_by: null,
      created_at: 0,
      last_message_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await sql`insert into members (room_id, user_id, role, read_n, joined_at, rev)
    ${numbers} select ${id}, i, 'member', 0, 0, i + 1 from numbers`.execute(db);
  return id;
}
