import type { Dialect } from "../dialect.ts";
import type { Migration } from "./migrations.ts";

/** Profiles, direct and group chats, mentions, notification levels, blocks. */
export const people: Migration = {
  name: "0002-people",
  statements: (dialect) => [...profileColumns(dialect), ...chatColumns(dialect), ...newTables(dialect)],
};

function profileColumns({ integer }: Dialect): string[] {
  const columns = [
    "bio text not null default ''",
    "pronouns text not null default ''",
    "time_zone text not null default ''",
    "email text",
    "status_text text not null default ''",
    "status_emoji text not null default ''",
    `status_until ${integer}`,
    "avatar text",
    "preferences text not null default '{}'",
    "search_name text not null default ''",
    `deleted_at ${integer}`,
  ];
  return [
    ...columns.map((column) => `alter table users add column ${column}`),
    // Folded properly at the next change of name; until then as the database folds.
    "update users set search_name = lower(username || ' ' || display_name)",
    `alter table sessions add column last_seen_at ${integer} not null default 0`,
    "update sessions set last_seen_at = created_at",
    "create index users_by_avatar on users (avatar) where avatar is not null",
  ];
}

function chatColumns({ integer }: Dialect): string[] {
  return [
    // The people of a direct or unchanged group chat, so that there is one chat for them.
    "alter table rooms add column people_key text",
    "create unique index rooms_by_people on rooms (people_key)",
    // What came up to this number is not shown to the member.
    `alter table members add column from_seq ${integer} not null default 0`,
    "alter table members add column notify text not null default 'default'",
    `alter table members add column muted ${integer} not null default 0`,
    `alter table members add column hidden ${integer} not null default 0`,
    `alter table messages add column mentions text not null default ''`,
    // '', 'room' or 'here': it addresses everybody in the room.
    `alter table messages add column mentions_all text not null default ''`,
    `create index messages_to_all on messages (room_id, n) where mentions_all <> ''`,
    // Rises when a read position is set back, so that of two positions one knows which is the newer.
    `alter table members add column read_era ${integer} not null default 0`,
  ];
}

function newTables({ integer, bytes, tableEnd }: Dialect): string[] {
  return [
    `create table mentions (
      user_id ${integer} not null references users (id),
      room_id ${integer} not null references rooms (id),
      seq ${integer} not null,
      n ${integer} not null,
      author_id ${integer} not null references users (id),
      created_at ${integer} not null,
      primary key (user_id, room_id, seq)
    ) ${tableEnd}`,
    `create index mentions_by_time on mentions (user_id, created_at)`,
    `create index mentions_by_message on mentions (room_id, seq)`,
    `create table blocks (
      user_id ${integer} not null references users (id),
      blocked_id ${integer} not null references users (id),
      created_at ${integer} not null,
      primary key (user_id, blocked_id)
    ) ${tableEnd}`,
    `create table avatars (
      hash text primary key not null,
      bytes ${bytes} not null
    ) ${tableEnd}`,
    `create table deletions (
      user_id ${integer} primary key not null references users (id),
      removes_messages ${integer} not null,
      done_to text not null default ''
    ) ${tableEnd}`,
  ];
}
