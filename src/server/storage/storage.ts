import type { ActivityItem } from "#protocol/attention-api.ts";
import type { ClientId, Epoch, MessageId, RoomId, UserId } from "#protocol/ids.ts";
import type { Member } from "#protocol/membership.ts";
import type { Message, PlacedMessage } from "#protocol/message.ts";
import type { NotifyLevel, Preferences } from "#protocol/preferences.ts";
import type { NumberedEvent, RoomEvent } from "#protocol/room-event.ts";
import type { Position, ReadableBy, RoomForMe, RoomKind } from "#protocol/room.ts";
import type { UserEvent } from "#protocol/user-event.ts";
import type { Account, Profile, Self, User } from "#protocol/user.ts";
import type { Viewer } from "../auth/viewer.ts";

/** What a commit made known. Handed to `onCommit` once it is durable, in commit order per room and per person. */
export type Notice =
  | { readonly to: "room"; readonly roomId: RoomId; readonly seq: number; readonly event: RoomEvent }
  | { readonly to: "user"; readonly userId: UserId; readonly seq: number; readonly event: UserEvent }
  | { readonly to: "session"; readonly tokenHash: string }
  /** How somebody looks from now on, for those who are in these rooms too. */
  | { readonly to: "people"; readonly roomIds: readonly RoomId[]; readonly user: User };

export interface Credentials {
  readonly userId: UserId;
  readonly passwordHash: string;
}

export interface Session {
  readonly tokenHash: string;
  readonly user: Self;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
  /** When it was last noted that it is in use; milliseconds since the Unix epoch. */
  readonly seenAt: number;
}

/** A session as it is listed; times are milliseconds since the Unix epoch. */
export interface OpenSession {
  readonly tokenHash: string;
  readonly userAgent: string;
  readonly address: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
}

/** What is given is changed; empty texts are no longer told. */
export interface UserChanges {
  readonly displayName?: string | undefined;
  readonly bio?: string | undefined;
  readonly pronouns?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly email?: string | undefined;
  /** `until`: milliseconds since the Unix epoch. */
  readonly status?:
    | { readonly text: string; readonly emoji: string; readonly until: number | undefined }
    | null
    | undefined;
}

export interface DeletionStart {
  readonly userId: UserId;
  /** As it was checked. */
  readonly passwordHash: string;
  readonly removesMessages: boolean;
}

export interface AccountChanges {
  readonly role?: Self["role"] | undefined;
  readonly displayName?: string | undefined;
  readonly deactivated?: boolean | undefined;
}

/** A page of a list that goes on where `nextCursor` says; opaque. */
export interface Paged {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface NewUser {
  readonly username: string;
  /** Skeleton under which look-alikes collide; unique. */
  readonly usernameKey: string;
  readonly displayName: string;
  readonly passwordHash: string;
}

export interface RoomChanges {
  readonly name?: string | undefined;
  readonly slug?: string | undefined;
  readonly topic?: string | undefined;
  readonly kind?: "public" | "private" | undefined;
  readonly readableBy?: ReadableBy | undefined;
  readonly indexable?: boolean | undefined;
}

export interface NewRoom {
  readonly name: string;
  readonly slug: string;
  readonly topic: string;
  readonly kind: RoomKind;
  readonly readableBy: ReadableBy;
}

export interface DirectQuery {
  readonly viewer: Viewer;
  /** The others; nobody means notes to oneself. */
  readonly userIds: readonly UserId[];
  readonly slug: string;
}

export interface NewMessage {
  readonly roomId: RoomId;
  readonly author: Viewer;
  readonly clientId: ClientId;
  readonly body: string;
  readonly replyTo?: MessageId | undefined;
  /** Keys of all names that the body may mean. */
  readonly nameKeys?: readonly string[] | undefined;
}

export interface EditQuery extends Pick<NewMessage, "body" | "nameKeys"> {
  readonly viewer: Viewer;
  readonly messageId: MessageId;
}

export interface SentMessage {
  readonly message: Message;
  /** False when the author had sent this clientId before: the message is the first one. */
  readonly isNew: boolean;
}

/** A room by its id (digits) or slug, as somebody sees it. */
export interface RoomQuery {
  readonly viewer: Viewer;
  readonly room: string;
}

export interface MarkReadQuery extends RoomQuery {
  readonly upTo: number;
  /** Of the position that this one goes on from; an earlier one changes nothing. The present one when absent. */
  readonly era?: number | undefined;
  /** Set the position back. */
  readonly force?: boolean | undefined;
}

export interface ReadPosition {
  readonly readN: number;
  readonly readEra: number;
}

export interface MyRooms {
  /** Number of my own log. */
  readonly seq: number;
  readonly rooms: RoomForMe[];
  readonly preferences: Preferences;
  readonly blocks: UserId[];
}

export interface HistoryQuery extends RoomQuery {
  /** At most one of the three; each is a message's `seq`. None: the newest page. */
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
  readonly limit: number;
}

export interface HistoryPage {
  /** Oldest first. */
  readonly messages: readonly Message[];
  readonly hasMore: boolean;
  readonly hasMoreAfter?: boolean;
  readonly position: Position;
  readonly roomId: RoomId;
}

export interface ReviewQuery extends Paged {
  readonly viewer: Viewer;
  /** Held by the message's text, in any case; empty: everything. */
  readonly q: string;
  /** Id or slug. */
  readonly room?: string | undefined;
  readonly author?: UserId | undefined;
  /** Messages that are looked at for one page, so that a rare text does not hold up every other reader. */
  readonly lookAtMost: number;
}

export interface LogPage {
  /** In order of number; a number that a later change replaced is absent. */
  readonly events: readonly NumberedEvent[];
  /** The room's number when the page was read. */
  readonly head: number;
  /** Does the page reach the head? */
  readonly isLevel: boolean;
  /** The viewer sees no message up to this number. */
  readonly readAfter: number;
}

/**
 * Everything that is kept. Each call is one transaction, off the calling thread; a write resolves only once it is
 * durable (SQLite: WAL flushed; PostgreSQL: synchronous_commit). Rights are asked inside the transaction.
 * Refusals reject with a ParleyError: `not_found` for what the viewer may not see, `forbidden` for what they may not do.
 */
export interface Storage {
  readonly epoch: Epoch;

  /** @throws username_taken. The new person joins the rooms that everybody starts in. */
  createUser(input: NewUser): Promise<Self>;
  /** Makes the one first administrator. @throws already_set_up, username_taken. */
  createFirstAdmin(input: NewUser): Promise<Self>;
  hasAdmin(): Promise<boolean>;
  /** Of an active person. */
  findCredentials(input: { usernameKey: string }): Promise<Credentials | undefined>;
  getUser(input: { userId: UserId }): Promise<Profile>;
  changeUser(input: { userId: UserId } & UserChanges): Promise<Self>;
  /** @param input.picture undefined takes the picture away. */
  setAvatar(input: { userId: UserId; picture: { hash: string; bytes: Uint8Array } | undefined }): Promise<Self>;
  findAvatar(input: { hash: string }): Promise<Uint8Array | undefined>;
  /** All that somebody wrote, in order of clientId. */
  listMyMessages(input: { userId: UserId; after: string; limit: number }): Promise<Message[]>;
  /** False when the password is no longer the one that was checked. @throws last_admin */
  beginDeletion(input: DeletionStart): Promise<boolean>;
  listDeletions(): Promise<UserId[]>;
  /** The next step of a deletion that has begun. */
  continueDeletion(input: { userId: UserId }): Promise<{ isDone: boolean }>;
  /**
   * By username, page by page; with `q`, one page of those who fit: first whom the viewer talks with, latest first, then
   * beginnings of names, then the rest, then what is spelt a little differently.
   */
  listUsers(input: Paged & { viewer: Viewer; q: string }): Promise<{ users: User[]; nextCursor?: string }>;

  /** Another administrator, for whoever may run commands beside the database. @throws username_taken. */
  createAdmin(input: NewUser): Promise<Self>;
  findAccount(input: { usernameKey: string }): Promise<Account | undefined>;
  /** By username, deactivated people too. Like all that concerns accounts, for administrators and the server itself. */
  listAccounts(input: Paged & { viewer: Viewer; q: string }): Promise<{ users: Account[]; nextCursor?: string }>;
  /** Another role, and being deactivated, end the person's sessions. @throws last_admin */
  changeAccount(input: { viewer: Viewer; userId: UserId; changes: AccountChanges }): Promise<Account>;
  endSessions(input: { viewer: Viewer; userId: UserId }): Promise<{ ended: number }>;
  /** Newest first, without deleted ones, and only of rooms that the whole installation may read. A page may be short. */
  reviewMessages(input: ReviewQuery): Promise<{ messages: PlacedMessage[]; nextCursor?: string }>;

  createSession(input: {
    tokenHash: string;
    userId: UserId;
    expiresAt: number;
    userAgent: string;
    address: string;
    /** Opens none when the password's hash is another by now. */
    passwordHash?: string | undefined;
  }): Promise<Session>;
  findSession(input: { tokenHash: string }): Promise<Session | undefined>;
  /** Notes that it is in use. */
  touchSession(input: { tokenHash: string }): Promise<void>;
  listSessions(input: { userId: UserId }): Promise<OpenSession[]>;
  endSession(input: { tokenHash: string }): Promise<void>;
  /** All of somebody's, or all but one. */
  endSessionsOf(input: { userId: UserId; except?: string | undefined }): Promise<void>;
  findPasswordHash(input: { userId: UserId }): Promise<string | undefined>;
  /** Ends all sessions, too. False when the password is not `from` (any more). */
  changePassword(input: { userId: UserId; from: string; to: string }): Promise<boolean>;

  /** @throws slug_taken */
  createRoom(input: { viewer: Viewer; room: NewRoom }): Promise<RoomForMe>;
  changeRoom(input: RoomQuery & { changes: RoomChanges }): Promise<RoomForMe>;
  getRoom(input: RoomQuery): Promise<RoomForMe>;
  /** Mine first, then those I could join or read; guests: those that everyone may read. */
  listRooms(input: Paged & { viewer: Viewer }): Promise<{ rooms: RoomForMe[]; nextCursor?: string }>;
  /** All my rooms and what else is mine, and the number of my own log that this reflects. */
  listMyRooms(input: { userId: UserId }): Promise<MyRooms>;
  listMembers(input: RoomQuery & Paged): Promise<{ members: Member[]; nextCursor?: string }>;
  /**
   * The one chat of the viewer with these people; made under `slug` when there is none.
   * @throws invalid for people who do not exist, slug_taken
   */
  openDirect(input: DirectQuery): Promise<{ room: RoomForMe; isNew: boolean }>;
  /** @throws not_found for anything but a direct or group chat of the viewer's. */
  hideChat(input: RoomQuery & { hidden: boolean }): Promise<RoomForMe>;
  /**
   * Joining is adding oneself; adding who is there changes nothing. With `history: false`, those who are added to a
   * private room or group see no message from before.
   */
  addMembers(input: RoomQuery & { userIds: readonly UserId[]; history?: boolean }): Promise<RoomForMe>;
  removeMember(input: RoomQuery & { userId: UserId }): Promise<void>;
  markRead(input: MarkReadQuery): Promise<ReadPosition>;
  setAttention(
    input: RoomQuery & { notify?: NotifyLevel | undefined; muted?: boolean | undefined },
  ): Promise<RoomForMe>;
  /** @throws not_found when the viewer is no member */
  suggestPeople(input: RoomQuery & { q: string; limit: number }): Promise<{ members: User[]; others: User[] }>;
  listActivity(input: Paged & { userId: UserId }): Promise<{ items: ActivityItem[]; nextCursor?: string }>;
  getPreferences(input: { userId: UserId }): Promise<Preferences>;
  changePreferences(input: { userId: UserId; changes: Partial<Preferences> }): Promise<Preferences>;
  /** Those of these people who share a room or chat with somebody. */
  listAcquainted(input: { userId: UserId; userIds: readonly UserId[] }): Promise<UserId[]>;
  /**
   * Who types, as others see it; undefined for somebody who wishes to be invisible.
   * @throws not_found, forbidden for whoever may not write there
   */
  findTypist(input: RoomQuery): Promise<{ roomId: RoomId; typist: User | undefined }>;
  listBlocks(input: { userId: UserId }): Promise<User[]>;
  /** @throws not_found, invalid for oneself and for too many */
  blockUser(input: { userId: UserId; blockedId: UserId }): Promise<void>;
  unblockUser(input: { userId: UserId; blockedId: UserId }): Promise<void>;

  /** @throws client_id_reused, forbidden, not_found */
  sendMessage(input: NewMessage): Promise<SentMessage>;
  editMessage(input: EditQuery): Promise<Message>;
  deleteMessage(input: { viewer: Viewer; messageId: MessageId }): Promise<Message>;
  listMessages(input: HistoryQuery): Promise<HistoryPage>;

  /** What changed in a room after the number `since`, at most `limit` changes. */
  readLog(input: { viewer: Viewer; roomId: RoomId; since: number; limit: number }): Promise<LogPage>;

  close(): Promise<void>;
}
