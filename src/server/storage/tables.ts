import type { Generated, Insertable, Selectable } from "kysely";
import type { ClientId, MessageId, RoomId, UserId } from "#protocol/ids.ts";
import type { WholeRoom } from "#protocol/mentions.ts";
import type { NotifyLevel } from "#protocol/preferences.ts";
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
  mentions: MentionsTable;
  blocks: BlocksTable;
  avatars: { hash: string; bytes: Uint8Array };
  deletions: DeletionsTable;
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
  bio: Generated<string>;
  pronouns: Generated<string>;
  /** IANA name; empty: not told. */
  time_zone: Generated<string>;
  email: string | null;
  status_text: Generated<string>;
  status_emoji: Generated<string>;
  status_until: number | null;
  /** Key in `avatars`. */
  avatar: string | null;
  /** JSON; see protocol/preferences. */
  preferences: Generated<string>;
  /** Both names, folded for searching. */
  search_name: Generated<string>;
  /** The account was deleted by its owner; the row stays for what it wrote. */
  deleted_at: number | null;
}

interface SessionsTable {
  token_hash: string;
  user_id: UserId;
  created_at: number;
  expires_at: number;
  user_agent: string;
  address: string;
  last_seen_at: Generated<number>;
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
  /** The people of a direct or unchanged group chat: ids in order, joined by dots. */
  people_key: string | null;
}

interface MembersTable {
  room_id: RoomId;
  user_id: UserId;
  role: RoomRole;
  read_n: number;
  /** How often the position was set back. */
  read_era: Generated<number>;
  joined_at: number;
  left_at: number | null;
  rev: number;
  /** Nothing up to this number is shown to the member. */
  from_seq: Generated<number>;
  notify: Generated<NotifyLevel>;
  muted: Generated<number>;
  /** A chat put out of the list until something new comes. */
  hidden: Generated<number>;
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
  /** Ids of the people it mentions, joined by dots. */
  mentions: Generated<string>;
  /** Does it address everybody in the room? Then it has no rows in `mentions`. */
  mentions_all: Generated<WholeRoom | "">;
}

/** Who is addressed by a message: by name, or because it answers theirs. */
interface MentionsTable {
  user_id: UserId;
  room_id: RoomId;
  seq: number;
  /** The message's ordinal: it is unread while it is above the member's `read_n`. */
  n: number;
  author_id: UserId;
  created_at: number;
}

interface BlocksTable {
  user_id: UserId;
  blocked_id: UserId;
  created_at: number;
}

/** Accounts whose deletion has begun and must be finished. */
interface DeletionsTable {
  user_id: UserId;
  removes_messages: number;
  /** Messages up to this clientId are done with. */
  done_to: Generated<string>;
}

export type UserRow = Selectable<UsersTable>;
export type RoomRow = Selectable<RoomsTable>;
export type MemberRow = Selectable<MembersTable>;
export type MessageRow = Selectable<MessagesTable>;
export type NewMessageRow = Insertable<MessagesTable>;
