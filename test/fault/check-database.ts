import { join } from "node:path";
import SqliteDatabase from "better-sqlite3";

const questions = {
  "a room's counter is not its largest number": `
    select id from rooms where seq <> max(rev,
      coalesce((select max(rev) from messages where room_id = rooms.id), 0),
      coalesce((select max(rev) from members where room_id = rooms.id), 0))`,
  "a room's count is not that of its messages": `
    select id from rooms where n <> (select count(*) from messages where room_id = rooms.id)`,
  "a room's member count is wrong": `
    select id from rooms
    where member_count <> (select count(*) from members where room_id = rooms.id and left_at is null)`,
  "two rows of a room share a number": `
    select room_id, rev from (
      select room_id, rev from messages union all select room_id, rev from members
      union all select id, rev from rooms where rev > 0
    ) group by room_id, rev having count(*) > 1`,
  "a client id was used twice": `
    select author_id, client_id from messages group by author_id, client_id having count(*) > 1`,
} as const;

/** Looks at the file itself, as SQLite and as Parley understand it; the server should be at rest. */
export function checkDatabase(dataDir: string): string[] {
  const file = new SqliteDatabase(join(dataDir, "parley.db"), { readonly: true });
  try {
    const integrity = file.pragma("integrity_check", { simple: true });
    const faults = integrity === "ok" ? [] : [`integrity_check: ${String(integrity)}`];
    for (const [fault, question] of Object.entries(questions)) {
      const rows = file.prepare(question).all();
      if (rows.length > 0) faults.push(`${fault}: ${JSON.stringify(rows.slice(0, 3))}`);
    }
    return faults;
  } finally {
    file.close();
  }
}
