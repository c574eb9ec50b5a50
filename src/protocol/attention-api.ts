import { z } from "zod";
import { seqSchema, userIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { messageSchema } from "./message.ts";
import { notifyLevels, preferencesSchema, quietHoursSchema } from "./preferences.ts";
import { roomForMeSchema } from "./room.ts";
import { userSchema } from "./user.ts";

const roomParams = z.object({ room: z.string().min(1).max(limits.roomSlugMaxChars).describe("id or slug") });
const userParams = z.object({ id: z.coerce.number().pipe(userIdSchema) });
const preferencesAnswer = z.object({ preferences: preferencesSchema });
const nothing = z.object({});

/** Why something is in my activity: it names me, answers a message of mine, or is for everybody in the room. */
export const activityKinds = ["mention", "reply", "all"] as const;

export const activityItemSchema = z.object({
  kind: z.enum(activityKinds),
  message: messageSchema,
  isUnread: z.boolean(),
});
export type ActivityItem = z.infer<typeof activityItemSchema>;

/** Reading, notifications, mentions and blocks; a part of the table in http-api. */
export const attentionApi = {
  markRead: {
    method: "PUT",
    path: "/api/v1/rooms/{room}/read",
    summary: "I have seen the room up to the message with this ordinal; with `force`, what comes after it is unread",
    audience: "member",
    params: roomParams,
    body: z.object({
      upTo: seqSchema,
      era: seqSchema.optional().describe("of the position that this one goes on from; an earlier one changes nothing"),
      force: z.boolean().optional().describe("set the position back"),
    }),
    answers: { 200: z.object({ readN: seqSchema, readEra: seqSchema }) },
    errors: ["not_found"],
  },
  setAttention: {
    method: "PUT",
    path: "/api/v1/rooms/{room}/attention",
    summary: "What of a room of mine notifies me, and whether it is muted",
    audience: "member",
    params: roomParams,
    body: z.object({ notify: z.enum(notifyLevels).optional(), muted: z.boolean().optional() }),
    answers: { 200: z.object({ room: roomForMeSchema }) },
    errors: ["invalid", "not_found"],
  },
  suggestPeople: {
    method: "GET",
    path: "/api/v1/rooms/{room}/people",
    summary: "Whom a text in this room could mention: members whose name fits, then others",
    audience: "member",
    params: roomParams,
    query: z.object({ q: z.string().max(limits.usernameMaxChars).default("") }),
    answers: { 200: z.object({ members: z.array(userSchema), others: z.array(userSchema) }) },
    errors: ["not_found"],
  },
  listActivity: {
    method: "GET",
    path: "/api/v1/me/activity",
    summary: "What addresses me in my rooms: mentions and answers, newest first",
    audience: "member",
    query: z.object({ cursor: z.string().max(64).optional() }),
    answers: { 200: z.object({ items: z.array(activityItemSchema), nextCursor: z.string().optional() }) },
    errors: ["invalid"],
  },
  getPreferences: {
    method: "GET",
    path: "/api/v1/me/preferences",
    summary: "What I chose for all my devices",
    audience: "member",
    answers: { 200: preferencesAnswer },
    errors: [],
  },
  changePreferences: {
    method: "PATCH",
    path: "/api/v1/me/preferences",
    summary: "Change what is given of my keywords, quiet hours, pause and sound",
    audience: "member",
    body: z.object({
      keywords: preferencesSchema.shape.keywords.unwrap().optional(),
      quietHours: quietHoursSchema.nullable().optional(),
      pausedUntil: z.int().nonnegative().nullable().optional(),
      sound: z.boolean().optional(),
    }),
    answers: { 200: preferencesAnswer },
    errors: ["invalid", "rate_limited"],
  },
  listBlocks: {
    method: "GET",
    path: "/api/v1/me/blocks",
    summary: "Whom I have blocked",
    audience: "member",
    answers: { 200: z.object({ users: z.array(userSchema) }) },
    errors: [],
  },
  blockUser: {
    method: "PUT",
    path: "/api/v1/users/{id}/block",
    summary: "Block somebody; they are not told",
    audience: "member",
    params: userParams,
    answers: { 200: nothing },
    errors: ["invalid", "not_found", "rate_limited"],
  },
  unblockUser: {
    method: "DELETE",
    path: "/api/v1/users/{id}/block",
    summary: "Block somebody no more",
    audience: "member",
    params: userParams,
    answers: { 200: nothing },
    errors: ["not_found", "rate_limited"],
  },
} as const;
