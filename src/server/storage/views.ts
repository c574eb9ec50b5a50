import type { Member } from "#protocol/membership.ts";
import type { Message } from "#protocol/message.ts";
import type { Membership, Room, RoomForMe } from "#protocol/room.ts";
import type { Account, Profile, Self, Status, User } from "#protocol/user.ts";
import type { MemberRow, MessageRow, RoomRow, UserRow } from "./tables.ts";

/** Columns of a person that others may know, as queries alias them beside other tables. */
export const personColumns = ["users.username", "users.display_name", "users.avatar"] as const;

export interface PersonColumns {
  readonly username: string;
  readonly display_name: string;
  /** Key in `avatars`. */
  readonly avatar: string | null;
}

/** Columns of what somebody tells of themselves. */
export const profileColumns = [
  "users.id",
  ...personColumns,
  "users.bio",
  "users.pronouns",
  "users.time_zone",
  "users.status_text",
  "users.status_emoji",
  "users.status_until",
] as const;

export const selfColumns = [...profileColumns, "users.role", "users.email"] as const;

type ProfileColumns = PersonColumns &
  Pick<UserRow, "id" | "bio" | "pronouns" | "time_zone" | "status_text" | "status_emoji" | "status_until">;

export function toTime(ms: number): string {
  return new Date(ms).toISOString();
}

export function toUser(row: PersonColumns & { id: User["id"] }): User {
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    ...(row.avatar !== null && { avatar: avatarPath + row.avatar }),
  };
}

const avatarPath = "/avatars/";

/** The columns that a view was made of. */
export function toPersonColumns({ username, displayName, avatar }: User): PersonColumns {
  return { username, display_name: displayName, avatar: avatar?.slice(avatarPath.length) ?? null };
}

export function toProfile(row: ProfileColumns & Pick<UserRow, "created_at">, now: number): Profile {
  return {
    ...toUser(row),
    bio: row.bio,
    pronouns: row.pronouns,
    timeZone: row.time_zone,
    ...toStatus(row, now),
    createdAt: toTime(row.created_at),
  };
}

type SelfColumns = ProfileColumns & Pick<UserRow, "role" | "email">;

export function toSelf(row: SelfColumns, now: number): Self {
  return {
    ...toUser(row),
    role: row.role,
    ...(row.bio !== "" && { bio: row.bio }),
    ...(row.pronouns !== "" && { pronouns: row.pronouns }),
    ...(row.time_zone !== "" && { timeZone: row.time_zone }),
    ...(row.email !== null && { email: row.email }),
    ...toStatus(row, now),
  };
}

function toStatus(row: ProfileColumns, now: number): { status?: Status } {
  const { status_text: text, status_emoji: emoji, status_until: until } = row;
  if ((text === "" && emoji === "") || (until !== null && until <= now)) return {};
  return { status: { text, emoji, ...(until !== null && { until: toTime(until) }) } };
}

export type AccountRow = SelfColumns & Pick<UserRow, "created_at" | "deactivated_at">;

export function toAccount(row: AccountRow, now: number): Account {
  return {
    ...toSelf(row, now),
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

export type MyPlace = Pick<MemberRow, "role" | "joined_at" | "read_n" | "hidden">;

/** What is known of a room beside its own row. */
export type RoomExtras = Pick<
  RoomForMe,
  "people" | "lastMessage" | "mentionedAt" | "calledAt" | "readEra" | "notify" | "muted"
>;

export function toMembership(row: MyPlace): Membership {
  return { role: row.role, joinedAt: toTime(row.joined_at), readN: row.read_n };
}

export function toRoomForMe(row: RoomRow, place: MyPlace | undefined, extras: RoomExtras = {}): RoomForMe {
  if (!place) return toRoom(row);
  return { ...toRoom(row), membership: toMembership(place), ...(place.hidden === 1 && { hidden: true }), ...extras };
}

export function toMember(row: Omit<MemberRow, "read_era"> & PersonColumns): Member {
  return {
    user: toUser({ ...row, id: row.user_id }),
    role: row.role,
    joinedAt: toTime(row.joined_at),
    ...(row.left_at !== null && { leftAt: toTime(row.left_at) }),
    rev: row.rev,
  };
}

/** @param people Those whom it mentions, by id. */
export function toMessage(row: MessageRow & PersonColumns, people?: ReadonlyMap<User["id"], User>): Message {
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
    mentions: listMentioned(row, people),
    ...(row.mentions_all !== "" && row.deleted_at === null && { mentionsAll: row.mentions_all }),
  };
}

function listMentioned(row: MessageRow, people: ReadonlyMap<User["id"], User> | undefined): User[] {
  if (!people || row.mentions === "" || row.deleted_at !== null) return [];
  return row.mentions.split(".").flatMap((id) => people.get(Number(id) as User["id"]) ?? []);
}
