import type { ClientId, Epoch, MessageId, RoomId, UserId } from "#protocol/ids.ts";
import type { Member } from "#protocol/membership.ts";
import type { Message, PlacedMessage } from "#protocol/message.ts";
import type { NumberedEvent, RoomEvent } from "#protocol/room-event.ts";
import type { Position, ReadableBy, RoomForMe, RoomKind } from "#protocol/room.ts";
import type { UserEvent } from "#protocol/user-event.ts";
import type { Account, Self, User } from "#protocol/user.ts";
import type { Viewer } from "../auth/viewer.ts";

/** What a commit made known. Handed to `onCommit` once it is durable, in commit order per room and per person. */
export type Notice =
  | { readonly to: "room"; readonly roomId: RoomId; readonly seq: number; readonly event: RoomEvent }
  | { readonly to: "user"; readonly userId: UserId; readonly seq: number; readonly event: UserEvent }
  | { readonly to: "session"; readonly tokenHash: string };

export interface Credentials {
  readonly userId: UserId;
  readonly passwordHash: string;
}

export interface Session {
  readonly tokenHash: string;
  readonly user: Self;
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number;
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

export interface NewMessage {
  readonly roomId: RoomId;
  readonly author: Viewer;
  readonly clientId: ClientId;
  readonly body: string;
  readonly replyTo?: MessageId | undefined;
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
  getUser(input: { userId: UserId }): Promise<User>;
  changeUser(input: { userId: UserId; displayName: string }): Promise<Self>;
  listUsers(input: Paged & { q: string }): Promise<{ users: User[]; nextCursor?: string }>;

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
  }): Promise<Session>;
  findSession(input: { tokenHash: string }): Promise<Session | undefined>;
  endSession(input: { tokenHash: string }): Promise<void>;

  /** @throws slug_taken */
  createRoom(input: { viewer: Viewer; room: NewRoom }): Promise<RoomForMe>;
  changeRoom(input: RoomQuery & { changes: RoomChanges }): Promise<RoomForMe>;
  getRoom(input: RoomQuery): Promise<RoomForMe>;
  /** Mine first, then those I could join or read; guests: those that everyone may read. */
  listRooms(input: Paged & { viewer: Viewer }): Promise<{ rooms: RoomForMe[]; nextCursor?: string }>;
  /** All my rooms, and the number of my own log that this list reflects. */
  listMyRooms(input: { userId: UserId }): Promise<{ seq: number; rooms: RoomForMe[] }>;
  listMembers(input: RoomQuery & Paged): Promise<{ members: Member[]; nextCursor?: string }>;
  /** Joining is adding oneself; adding who is there changes nothing. */
  addMembers(input: RoomQuery & { userIds: readonly UserId[] }): Promise<RoomForMe>;
  removeMember(input: RoomQuery & { userId: UserId }): Promise<void>;
  markRead(input: RoomQuery & { upTo: number }): Promise<{ readN: number }>;

  /** @throws client_id_reused, forbidden, not_found */
  sendMessage(input: NewMessage): Promise<SentMessage>;
  editMessage(input: { viewer: Viewer; messageId: MessageId; body: string }): Promise<Message>;
  deleteMessage(input: { viewer: Viewer; messageId: MessageId }): Promise<Message>;
  listMessages(input: HistoryQuery): Promise<HistoryPage>;

  /** What changed in a room after the number `since`, at most `limit` changes. */
  readLog(input: { viewer: Viewer; roomId: RoomId; since: number; limit: number }): Promise<LogPage>;

  close(): Promise<void>;
}
