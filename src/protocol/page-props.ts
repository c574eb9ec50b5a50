import type { ActivityItem } from "./attention-api.ts";
import type { ErrorView } from "./errors.ts";
import type { ClientId } from "./ids.ts";
import type { Message } from "./message.ts";
import type { Position, RoomForMe } from "./room.ts";
import type { SessionView } from "./session.ts";
import type { Self, User } from "./user.ts";

/** What every page needs. */
interface AnyPage {
  readonly installationName: string;
  /** As browsers see it, without a slash at the end. */
  readonly origin: string;
  /** The path that was asked for, without its query. */
  readonly path: string;
  readonly me: Self | null;
  /** Mine, and those I could join or read. */
  readonly rooms: readonly RoomForMe[];
  /** Milliseconds since the Unix epoch: which day is Today. */
  readonly nowMs: number;
}

/** A form that the server refused: why, and what had been typed (never a password). */
interface RefusedForm {
  readonly error?: ErrorView;
  readonly values?: Readonly<Record<string, string>>;
}

/** The room at `/rooms/<slug>/`; the lobby also at `/`. */
export interface RoomPageProps extends AnyPage, RefusedForm {
  readonly page: "room";
  readonly room: RoomForMe;
  /** Oldest first. */
  readonly messages: readonly Message[];
  readonly hasMore: boolean;
  readonly position: Position;
  /** These are not the newest messages, so a client cannot go on from them. */
  readonly isOlder?: boolean;
  /** Goes with the form for a message, so that submitting it twice makes one. */
  readonly clientId: ClientId;
}

export interface RoomsPageProps extends AnyPage, RefusedForm {
  readonly page: "rooms";
}

/** Which of the forms at `/settings/` is meant. */
export type SettingsFormName = "profile" | "avatar" | "status" | "password" | "email" | "delete" | "sessions";

export interface SettingsPageProps extends AnyPage {
  readonly page: "settings";
  readonly sessions: readonly SessionView[];
  /** The form that was refused, with what had been typed (never a password). */
  readonly refused?: {
    readonly form: SettingsFormName;
    readonly error: ErrorView;
    readonly values: Readonly<Record<string, string>>;
  };
}

/** What addresses me, newest first. */
export interface ActivityPageProps extends AnyPage {
  readonly page: "activity";
  readonly items: readonly ActivityItem[];
}

/** My chats, which are among the rooms. */
export interface ChatsPageProps extends AnyPage {
  readonly page: "chats";
}

/** Those who fit what was looked for. */
export interface PeoplePageProps extends AnyPage, RefusedForm {
  readonly page: "people";
  readonly q: string;
  readonly users: readonly User[];
  readonly nextCursor?: string;
}

export interface AccountPageProps extends AnyPage, RefusedForm {
  readonly page: "login" | "register" | "setup";
  /** Where to go afterwards: a path of this installation. */
  readonly next?: string;
}

/** The client fills it: there is nothing to administer without a script. */
export interface AdminPageProps extends AnyPage {
  readonly page: "admin";
  readonly tab: "people" | "messages";
}

export interface NotFoundPageProps extends AnyPage {
  readonly page: "not-found";
}

/** Everything the server says to get a page; plain data. */
export type PageProps =
  | RoomPageProps
  | RoomsPageProps
  | ChatsPageProps
  | PeoplePageProps
  | AccountPageProps
  | SettingsPageProps
  | ActivityPageProps
  | AdminPageProps
  | NotFoundPageProps;
