import type { ErrorView } from "#protocol/errors.ts";
import type { AnswerOf, CallOf } from "#protocol/http-api.ts";
import type { ClientId, MessageId, RoomId, UserId } from "#protocol/ids.ts";
import type { Member } from "#protocol/membership.ts";
import type { Message } from "#protocol/message.ts";
import type { Preferences } from "#protocol/preferences.ts";
import type { RoomState } from "#protocol/room-state.ts";
import type { Position, RoomForMe } from "#protocol/room.ts";
import type { Profile, Self, User } from "#protocol/user.ts";

export type Transport = "websocket" | "sse" | "poll";

export type ConnectionState =
  | { readonly kind: "connecting" }
  | { readonly kind: "live"; readonly transport: Transport }
  /** Offline, or backing off after a failure. Milliseconds since the Unix epoch. */
  | { readonly kind: "waiting"; readonly retryAtMs: number }
  /** Logged out elsewhere, or this page is too old for the server. Nothing is tried any more. */
  | { readonly kind: "ended"; readonly reason: "session" | "version" };

/** A message of mine that the server has not confirmed yet. */
export interface PendingMessage {
  readonly clientId: ClientId;
  readonly roomId: RoomId;
  readonly body: string;
  readonly createdAtMs: number;
  readonly status: "queued" | "sending" | "failed";
  /** Why it failed; only with status `failed`. */
  readonly error?: ErrorView;
}

export interface RoomWindow {
  readonly state: RoomState;
  readonly loading: "fresh" | "older" | undefined;
  readonly error?: ErrorView;
  /** The New divider stands before the first message with `n > dividerN`; kept until the room is left. */
  readonly dividerN: number | undefined;
  /** I have marked it unread: being looked at does not read it, until it is left or I write. */
  readonly isHeld?: boolean;
}

export interface AppState {
  /** Undefined: not known yet; null: a guest. */
  readonly me: Self | null | undefined;
  readonly connection: ConnectionState;
  /** Since when there is no live connection; the banner shows after three seconds. Milliseconds since the Unix epoch. */
  readonly troubledSinceMs: number | undefined;
  /** Mine and those seen. Unread is `room.n - room.membership.readN`. */
  readonly rooms: ReadonlyMap<RoomId, RoomForMe>;
  readonly windows: ReadonlyMap<RoomId, RoomWindow>;
  /** In the order they were written. */
  readonly outbox: readonly PendingMessage[];
  /** True when the browser gives no storage: pending messages then do not survive closing the tab. */
  readonly isOutboxVolatile: boolean;
  readonly drafts: ReadonlyMap<RoomId, string>;
  /** What I chose for all my devices. */
  readonly preferences: Preferences;
  /** Whom I have blocked. */
  readonly blocks: ReadonlySet<UserId>;
}

/** What a server-rendered page carries, so that the client takes it over without loading anything. */
export interface Boot {
  readonly me: Self | null;
  readonly rooms: readonly RoomForMe[];
  readonly room?: {
    readonly room: RoomForMe;
    readonly messages: readonly Message[];
    readonly hasMore: boolean;
    readonly position: Position;
  };
}

export type Outcome<T = void> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorView };

export interface FoundPeople {
  readonly users: readonly User[];
  readonly nextCursor?: string | undefined;
}

export type RegisterInput = CallOf<"register">["body"];
export type LogInInput = CallOf<"login">["body"];
export type SetUpInput = CallOf<"setUp">["body"];
export type CreateRoomInput = CallOf<"createRoom">["body"];
export type RoomChangesInput = CallOf<"changeRoom">["body"];
export type AttentionInput = CallOf<"setAttention">["body"];
export type PreferencesInput = CallOf<"changePreferences">["body"];

/** Everything a view can do. None of these rejects: what fails comes back as an outcome or shows in the state. */
export interface AppActions {
  start(boot: Boot | undefined): void;

  logOut(): Promise<void>;

  loadRooms(): Promise<void>;
  joinRoom(roomId: RoomId): Promise<Outcome<RoomForMe>>;
  leaveRoom(roomId: RoomId): Promise<Outcome>;

  /** Shows a room: from memory or cache at once, then live. Resolves when its address is known to be right or wrong. */
  openRoom(slugOrId: string): Promise<Outcome<RoomForMe>>;
  /** The view of the room went away; it stays warm for a while. */
  leaveView(roomId: RoomId): void;
  loadOlder(roomId: RoomId): Promise<void>;

  /** Shown at once, kept in the browser, sent in order; a body that `findBodyFault` refuses is not taken. */
  send(roomId: RoomId, body: string): void;
  retry(clientId: ClientId): void;
  discard(clientId: ClientId): void;
  edit(messageId: MessageId, body: string): Promise<Outcome>;
  remove(messageId: MessageId): Promise<Outcome>;

  setDraft(roomId: RoomId, text: string): void;
  /** I saw the room up to the message with this ordinal (`n`). Cheap to call often; only ever goes forward. */
  markRead(roomId: RoomId, upTo: number): void;
  /** The message with this ordinal and all after it are unread again, on all my devices. */
  markUnread(roomId: RoomId, n: number): Promise<Outcome>;
  /** All of it is read, whether I looked or not; the New divider goes. */
  markRoomRead(roomId: RoomId): void;
  markAllRead(): void;
  /** Loads history until the message with this `seq` or ordinal is there; false when there is none or it is too far back. */
  loadBackTo(roomId: RoomId, place: { readonly seq: number } | { readonly n: number }): Promise<boolean>;
}

/** How one becomes somebody here; comes with the pages for it. */
export interface EntryActions {
  register(input: RegisterInput): Promise<Outcome>;
  logIn(input: LogInInput): Promise<Outcome>;
  setUp(input: SetUpInput): Promise<Outcome>;
}

/** What I do with chats, people and the making of rooms; comes with the views that need it. */
export interface ChatActions {
  createRoom(input: CreateRoomInput): Promise<Outcome<RoomForMe>>;
  changeRoom(roomId: RoomId, changes: RoomChangesInput): Promise<Outcome<RoomForMe>>;
  loadMembers(roomId: RoomId): Promise<Outcome<Member[]>>;

  /** The chat with these people; with nobody: notes to myself. Made when there is none. */
  openDirect(userIds: readonly UserId[]): Promise<Outcome<RoomForMe>>;
  /** Puts a direct or group chat out of my list until something new comes. */
  hideChat(roomId: RoomId): Promise<Outcome<RoomForMe>>;
  addPeople(roomId: RoomId, userIds: readonly UserId[], history: boolean): Promise<Outcome<RoomForMe>>;
  /** People who fit, best first; everybody, page by page, when nothing is typed. */
  findPeople(typed: string, cursor?: string): Promise<Outcome<FoundPeople>>;

  loadPerson(userId: UserId): Promise<Outcome<Profile>>;
}

/** What asks for my attention, and what does not; comes with the views that need it. */
export interface AttentionActions {
  setAttention(roomId: RoomId, changes: AttentionInput): Promise<Outcome>;
  changePreferences(changes: PreferencesInput): Promise<Outcome>;
  block(userId: UserId): Promise<Outcome>;
  unblock(userId: UserId): Promise<Outcome>;
  listBlocks(): Promise<Outcome<User[]>>;
  suggestPeople(roomId: RoomId, q: string): Promise<Outcome<AnswerOf<"suggestPeople">>>;
  listActivity(cursor: string | undefined): Promise<Outcome<AnswerOf<"listActivity">>>;
}

/** One line of a room: a confirmed message, or one of mine that is on its way. */
export type TimelineItem =
  | { readonly kind: "message"; readonly key: string; readonly message: Message }
  | { readonly kind: "pending"; readonly key: string; readonly pending: PendingMessage };

/** Reads a part of the state and renders again when that part changes (`Object.is`). Exported by `store/app.ts`. */
export type UseApp = <T>(selector: (state: AppState) => T) => T;
