import { z } from "zod";
import { adminApi } from "./admin-api.ts";
import { attentionApi } from "./attention-api.ts";
import type { ErrorCode } from "./errors.ts";
import { clientIdSchema, epochSchema, messageIdSchema, userIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { memberSchema } from "./membership.ts";
import { meApi } from "./me-api.ts";
import { messageSchema } from "./message.ts";
import { presenceApi, watchQuerySchema } from "./presence-api.ts";
import { positionSchema, readerKinds, roomForMeSchema } from "./room.ts";
import { serverFrameSchema } from "./server-frame.ts";
import { profileSchema, selfSchema, userSchema } from "./user.ts";

/** Who may call: everybody, logged-in people, or administrators. Rooms are gated further by rooms/access. */
export type Audience = "guest" | "member" | "admin";

export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path under the origin, with `{name}` for its parameters. */
  readonly path: string;
  readonly summary: string;
  readonly audience: Audience;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** The body is a picture, or a form with one. */
  readonly takesImage?: boolean;
  /** What is answered, by status. */
  readonly answers: Readonly<Record<number, z.ZodType>>;
  readonly errors: readonly ErrorCode[];
}

const page = z.coerce.number().int().positive().max(limits.pageMaxMessages).default(limits.pageMessages);
const seqQuery = z.coerce.number().int().nonnegative();
const roomParams = z.object({ room: z.string().min(1).max(limits.roomSlugMaxChars).describe("id or slug") });
const memberParams = roomParams.extend({
  user: z
    .string()
    .regex(/^(me|[1-9][0-9]{0,15})$/)
    .describe("id or me"),
});
const messageParams = z.object({ id: z.coerce.number().pipe(messageIdSchema) });
const userParams = z.object({ id: z.coerce.number().pipe(userIdSchema) });

const username = z.string().max(200);
const password = z.string();
const text = z.string().trim();

/** What a reader of SSE or polling follows, and from where. */
export const followQuerySchema = watchQuerySchema.extend({
  cursor: z.string().max(4_096).optional(),
  rooms: z
    .string()
    .regex(/^([1-9][0-9]{0,15}(,[1-9][0-9]{0,15})*)?$/)
    .default("")
    .describe("room ids, separated by commas"),
});

const selfAnswer = z.object({ user: selfSchema });
const roomAnswer = z.object({ room: roomForMeSchema });
const messageAnswer = z.object({ message: messageSchema });
const nothing = z.object({});

export const httpApi = {
  register: {
    method: "POST",
    path: "/api/v1/register",
    summary: "Make an account and log in",
    audience: "guest",
    body: z.object({ username, password, displayName: text.optional(), invite: z.string().max(200).optional() }),
    answers: { 201: selfAnswer },
    errors: ["invalid", "username_taken", "rate_limited"],
  },
  login: {
    method: "POST",
    path: "/api/v1/login",
    summary: "Log in",
    audience: "guest",
    body: z.object({ username, password }),
    answers: { 200: selfAnswer },
    errors: ["bad_credentials", "rate_limited"],
  },
  logout: {
    method: "POST",
    path: "/api/v1/logout",
    summary: "End this session",
    audience: "guest",
    answers: { 200: nothing },
    errors: [],
  },
  setUp: {
    method: "POST",
    path: "/api/v1/setup",
    summary: "Make the first administrator with the code that the server printed",
    audience: "guest",
    body: z.object({ code: z.string().max(200), username, password, displayName: text.optional() }),
    answers: { 201: selfAnswer },
    errors: ["invalid", "bad_setup_code", "already_set_up", "username_taken", "rate_limited"],
  },
  ...meApi,
  listUsers: {
    method: "GET",
    path: "/api/v1/users",
    summary: "People by username; those who fit `q` best first: whom I talk with, then beginnings of names, typos last",
    audience: "member",
    query: z.object({ q: z.string().max(100).default(""), cursor: z.string().max(200).optional() }),
    answers: { 200: z.object({ users: z.array(userSchema), nextCursor: z.string().optional() }) },
    errors: [],
  },
  getUser: {
    method: "GET",
    path: "/api/v1/users/{id}",
    summary: "One person",
    audience: "member",
    params: userParams,
    answers: { 200: z.object({ user: profileSchema }) },
    errors: ["not_found"],
  },
  listRooms: {
    method: "GET",
    path: "/api/v1/rooms",
    summary: "My rooms, and those I could join or read",
    audience: "guest",
    query: z.object({ cursor: z.string().max(200).optional() }),
    answers: { 200: z.object({ rooms: z.array(roomForMeSchema), nextCursor: z.string().optional() }) },
    errors: [],
  },
  createRoom: {
    method: "POST",
    path: "/api/v1/rooms",
    summary: "Create a room and become its owner",
    audience: "member",
    body: z.object({
      name: text,
      slug: text.optional(),
      topic: text.optional(),
      kind: z.enum(["public", "private"]).default("public"),
      readableBy: z.enum(readerKinds).default("members"),
    }),
    answers: { 201: roomAnswer },
    errors: ["invalid", "slug_taken", "rate_limited"],
  },
  openDirect: {
    method: "POST",
    path: "/api/v1/direct",
    summary:
      "Open the chat with these people: the one there is (200), or a new one (201); nobody else: notes to myself",
    audience: "member",
    body: z.object({ userIds: z.array(userIdSchema).max(limits.groupMaxPeople) }),
    answers: { 200: roomAnswer, 201: roomAnswer },
    errors: ["invalid", "rate_limited"],
  },
  hideChat: {
    method: "PUT",
    path: "/api/v1/rooms/{room}/hidden",
    summary: "Put a direct or group chat out of my list until something new comes in it, or back",
    audience: "member",
    params: roomParams,
    body: z.object({ hidden: z.boolean() }),
    answers: { 200: roomAnswer },
    errors: ["not_found"],
  },
  getRoom: {
    method: "GET",
    path: "/api/v1/rooms/{room}",
    summary: "One room",
    audience: "guest",
    params: roomParams,
    answers: { 200: roomAnswer },
    errors: ["not_found"],
  },
  changeRoom: {
    method: "PATCH",
    path: "/api/v1/rooms/{room}",
    summary: "Rename a room, or change its address, topic or readers",
    audience: "member",
    params: roomParams,
    body: z.object({
      name: text.optional(),
      slug: text.optional(),
      topic: text.optional(),
      kind: z.enum(["public", "private"]).optional(),
      readableBy: z.enum(readerKinds).optional(),
      indexable: z.boolean().optional(),
    }),
    answers: { 200: roomAnswer },
    errors: ["invalid", "slug_taken", "forbidden", "not_found", "rate_limited"],
  },
  listMembers: {
    method: "GET",
    path: "/api/v1/rooms/{room}/members",
    summary: "The room's members",
    audience: "guest",
    params: roomParams,
    query: z.object({ cursor: z.string().max(200).optional() }),
    answers: { 200: z.object({ members: z.array(memberSchema), nextCursor: z.string().optional() }) },
    errors: ["not_found"],
  },
  addMembers: {
    method: "POST",
    path: "/api/v1/rooms/{room}/members",
    summary: "Join a room, or add others to it",
    audience: "member",
    params: roomParams,
    body: z.object({
      userIds: z.array(userIdSchema).min(1).max(limits.addMembersMaxUsers).optional(),
      history: z.boolean().default(true).describe("may those who are added see what was said before?"),
    }),
    answers: { 200: roomAnswer },
    errors: ["invalid", "forbidden", "not_found", "rate_limited"],
  },
  removeMember: {
    method: "DELETE",
    path: "/api/v1/rooms/{room}/members/{user}",
    summary: "Leave a room, or remove somebody from it",
    audience: "member",
    params: memberParams,
    answers: { 200: nothing },
    errors: ["forbidden", "not_found", "last_owner", "rate_limited"],
  },
  listMessages: {
    method: "GET",
    path: "/api/v1/rooms/{room}/messages",
    summary: "A page of history, oldest first; the newest page by default",
    audience: "guest",
    params: roomParams,
    query: z.object({
      before: seqQuery.optional(),
      after: seqQuery.optional(),
      around: seqQuery.optional(),
      limit: page,
    }),
    answers: {
      200: z.object({
        messages: z.array(messageSchema),
        /** Is there more in the direction asked for (before, by default)? */
        hasMore: z.boolean(),
        /** Only with `around`: is there more after the page? */
        hasMoreAfter: z.boolean().optional(),
        /** The log position that the page reflects: subscribe with it to miss nothing. */
        position: positionSchema,
      }),
    },
    errors: ["invalid", "not_found"],
  },
  sendMessage: {
    method: "POST",
    path: "/api/v1/rooms/{room}/messages",
    summary: "Send a message; repeating a clientId answers with the first",
    audience: "member",
    params: roomParams,
    body: z.object({
      body: z.string(),
      clientId: clientIdSchema,
      replyTo: messageIdSchema.optional(),
      fileIds: z.array(z.string()).max(0).optional(),
    }),
    answers: { 200: messageAnswer, 201: messageAnswer },
    errors: ["invalid", "blank", "client_id_reused", "forbidden", "not_found", "rate_limited"],
  },
  editMessage: {
    method: "PATCH",
    path: "/api/v1/messages/{id}",
    summary: "Change the text of my message",
    audience: "member",
    params: messageParams,
    body: z.object({ body: z.string() }),
    answers: { 200: messageAnswer },
    errors: ["invalid", "blank", "forbidden", "not_found", "rate_limited"],
  },
  deleteMessage: {
    method: "DELETE",
    path: "/api/v1/messages/{id}",
    summary: "Delete my message, or as a moderator anybody's",
    audience: "member",
    params: messageParams,
    answers: { 200: messageAnswer },
    errors: ["forbidden", "not_found"],
  },
  ...attentionApi,
  ...presenceApi,
  ...adminApi,
  sync: {
    method: "GET",
    path: "/api/v1/sync",
    summary: "Poll: what came since the cursor; waits up to `wait` seconds for something to come",
    audience: "guest",
    query: followQuerySchema.extend({
      wait: z.coerce.number().min(0).max(limits.pollMaxWaitSeconds).default(0),
    }),
    answers: {
      /** `hasMore`: the answer was large enough; what is missing comes with the next. */
      200: z.object({ frames: z.array(serverFrameSchema), cursor: z.string(), hasMore: z.literal(true).optional() }),
    },
    errors: ["invalid", "too_many_subscriptions"],
  },
  describeInstallation: {
    method: "GET",
    path: "/api/v1/installation",
    summary: "The installation's name, version, limits and whether it waits for its administrator",
    audience: "guest",
    answers: {
      200: z.object({
        name: z.string(),
        version: z.string(),
        protocol: z.int(),
        epoch: epochSchema,
        needsSetup: z.boolean(),
        limits: z.record(z.string(), z.unknown()),
      }),
    },
    errors: [],
  },
} as const satisfies Record<string, Endpoint>;

export type HttpApi = typeof httpApi;
export type EndpointName = keyof HttpApi;

type Part<Name extends EndpointName, Key extends string> =
  HttpApi[Name] extends Record<Key, infer Schema extends z.ZodType> ? Schema : undefined;
type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Input<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;

/** What a handler gets, validated. */
export interface RequestOf<Name extends EndpointName> {
  readonly params: Output<Part<Name, "params">>;
  readonly query: Output<Part<Name, "query">>;
  readonly body: Output<Part<Name, "body">>;
}

/** What a caller passes. */
export interface CallOf<Name extends EndpointName> {
  readonly params: Input<Part<Name, "params">>;
  readonly query: Input<Part<Name, "query">>;
  readonly body: Input<Part<Name, "body">>;
}

type AnswerSchemas<Name extends EndpointName> = HttpApi[Name]["answers"];

/** The JSON that an endpoint answers with when it succeeds. */
export type AnswerOf<Name extends EndpointName> = z.output<
  Extract<AnswerSchemas<Name>[keyof AnswerSchemas<Name>], z.ZodType>
>;
