import type { Member } from "#protocol/membership.ts";
import type { Message } from "#protocol/message.ts";
import type { Membership, Room, RoomForMe } from "#protocol/room.ts";
import type { Account, Self, User } from "#protocol/user.ts";
import type { MemberRow, MessageRow, RoomRow } from "./tables.ts";

/** Columns of a person that others may know, as queries alias them beside other tables. */
export const personColumns = ["users.username", "users.display_name"] as const;

export interface PersonColumns {
  readonly username: string;
  readonly display_name: string;
}

export function toTime(ms: number): string {
  return new Date(ms).toISOString();
}

export function toUser(row: PersonColumns & { id: User["id"] }): User {
  return { id: row.id, username: row.username, displayName: row.display_name };
}

export function toSelf(row: PersonColumns & { id: User["id"]; role: Self["role"] }): Self {
  return { ...toUser(row), role: row.role };
}

export interface AccountRow extends PersonColumns {
  readonly id: User["id"];
  readonly role: Self["role"];
  readonly created_at: number;
  readonly deactivated_at: number | null;
}

export function toAccount(row: AccountRow): Account {
  return {
    ...toSelf(row),
    createdAt: toTime(row.created_at),
    ...(row.deactivated_at !== null && { deactivatedAt: toTime(row.deactivated_at) }),
  };
}

export function toRoom(row: RoomRow): Room {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    topic: row.topic,
    kind: row.kind,
    readableBy: row.readable_by,
    indexable: row.indexable === 1,
    seq: row.seq,
    rev: row.rev,
    n: row.n,
    memberCount: row.member_count,
    createdAt: toTime(row.created_at),
    ...(row.last_message_at !== null && { lastMessageAt: toTime(row.last_message_at) }),
  };
}

export type MyPlace = Pick<MemberRow, "role" | "joined_at" | "read_n">;

export function toMembership(row: MyPlace): Membership {
  return { role: row.role, joinedAt: toTime(row.joined_at), readN: row.read_n };
}

export function toRoomForMe(row: RoomRow, place: MyPlace | undefined): RoomForMe {
  return place ? { ...toRoom(row), membership: toMembership(place) } : toRoom(row);
}

export function toMember(row: MemberRow & PersonColumns): Member {
  return {
    user: toUser({ ...row, id: row.user_id }),
    role: row.role,
    joinedAt: toTime(row.joined_at),
    ...(row.left_at !== null && { leftAt: toTime(row.left_at) }),
    rev: row.rev,
  };
}

export function toMessage(row: MessageRow & PersonColumns): Message {
  return {
    id: row.id,
    roomId: row.room_id,
    seq: row.seq,
    rev: row.rev,
    n: row.n,
    author: toUser({ ...row, id: row.author_id }),
    body: row.body,
    clientId: row.client_id,
    createdAt: toTime(row.created_at),
    ...(row.edited_at !== null && { editedAt: toTime(row.edited_at) }),
    ...(row.deleted_at !== null && { deletedAt: toTime(row.deleted_at) }),
    ...(row.reply_to !== null && { replyTo: row.reply_to }),
    reactions: [],
    files: [],
    mentions: [],
  };
}
