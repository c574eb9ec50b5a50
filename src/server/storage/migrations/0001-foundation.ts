import type { Dialect } from "../dialect.ts";
import type { Migration } from "./migrations.ts";

/** Every hot key starts with the room, so that a distributed PostgreSQL can shard by it. */
export const foundation: Migration = {
  name: "0001-foundation",
  statements: (dialect) => [...peopleTables(dialect), ...roomTables(dialect)],
};

function peopleTables({ idColumn, integer, tableEnd }: Dialect): string[] {
  return [
    `create table installation (
      key text primary key not null,
      value text not null
    ) ${tableEnd}`,
    `create table users (
      id ${idColumn},
      username text not null,
      username_key text not null unique,
      display_name text not null,
      password_hash text not null,
      role text not null,
      seq ${integer} not null default 0,
      created_at ${integer} not null,
      deactivated_at ${integer}
    ) ${tableEnd}`,
    `create table sessions (
      token_hash text primary key not null,
      user_id ${integer} not null references users (id),
      created_at ${integer} not null,
      expires_at ${integer} not null,
      user_agent text not null,
      address text not null
    ) ${tableEnd}`,
    `create index sessions_by_user on sessions (user_id)`,
  ];
}

function roomTables({ idColumn, integer, tableEnd }: Dialect): string[] {
  return [
    `create table rooms (
      id ${idColumn},
      slug text not null unique,
      name text not null,
      topic text not null,
      kind text not null,
      readable_by text not null,
      indexable ${integer} not null,
      is_default ${integer} not null default 0,
      seq ${integer} not null default 0,
      rev ${integer} not null default 0,
      n ${integer} not null default 0,
      member_count ${integer} not null default 0,
      created_by ${integer},
      created_at ${integer} not null,
      last_message_at ${integer}
    ) ${tableEnd}`,
    `create table members (
      room_id ${integer} not null references rooms (id),
      user_id ${integer} not null references users (id),
      role text not null,
      read_n ${integer} not null,
      joined_at ${integer} not null,
      left_at ${integer},
      rev ${integer} not null,
      primary key (room_id, user_id)
    ) ${tableEnd}`,
    `create index members_by_user on members (user_id, room_id) where left_at is null`,
    `create index members_by_rev on members (room_id, rev)`,
    `create table messages (
      id ${idColumn},
      room_id ${integer} not null references rooms (id),
      seq ${integer} not null,
      rev ${integer} not null,
      n ${integer} not null,
      author_id ${integer} not null references users (id),
      client_id text not null,
      body text not null,
      created_at ${integer} not null,
      edited_at ${integer},
      deleted_at ${integer},
      reply_to ${integer},
      unique (room_id, seq),
      unique (author_id, client_id)
    ) ${tableEnd}`,
    `create unique index messages_by_rev on messages (room_id, rev)`,
  ];
}
