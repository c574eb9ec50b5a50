import type { Generated, Insertable, Selectable } from "kysely";
import type { ClientId, MessageId, RoomId, UserId } from "#protocol/ids.ts";
import type { ReadableBy, RoomKind, RoomRole } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";

/** Times are milliseconds since the Unix epoch; booleans are 0 and 1. */
export interface Tables {
  installation: { key: string; value: string };
  users: UsersTable;
  sessions: SessionsTable;
  rooms: RoomsTable;
  members: MembersTable;
  messages: MessagesTable;
}

interface UsersTable {
  id: Generated<UserId>;
  username: string;
  username_key: string;
  display_name: string;
  password_hash: string;
  role: Self["role"];
  /** Number of the latest event of this person's own log. */
  seq: Generated<number>;
  created_at: number;
  deactivated_at: number | null;
}

interface SessionsTable {
  token_hash: string;
  user_id: UserId;
  created_at: number;
  expires_at: number;
  user_agent: string;
  address: string;
}

interface RoomsTable {
  id: Generated<RoomId>;
  slug: string;
  name: string;
  topic: string;
  kind: RoomKind;
  readable_by: ReadableBy;
  indexable: number;
  /** Does everybody join it when they register? */
  is_default: Generated<number>;
  seq: Generated<number>;
  rev: Generated<number>;
  n: Generated<number>;
  member_count: Generated<number>;
  created_by: UserId | null;
  created_at: number;
  last_message_at: number | null;
}

interface MembersTable {
  room_id: RoomId;
  user_id: UserId;
  role: RoomRole;
  read_n: number;
  joined_at: number;
  left_at: number | null;
  rev: number;
}

interface MessagesTable {
  id: Generated<MessageId>;
  room_id: RoomId;
  seq: number;
  rev: number;
  n: number;
  author_id: UserId;
  client_id: ClientId;
  body: string;
  created_at: number;
  edited_at: number | null;
  deleted_at: number | null;
  reply_to: MessageId | null;
}

export type RoomRow = Selectable<RoomsTable>;
export type MemberRow = Selectable<MembersTable>;
export type MessageRow = Selectable<MessagesTable>;
export type NewMessageRow = Insertable<MessagesTable>;
