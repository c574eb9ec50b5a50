import { z } from "zod";
import { messageSchema } from "./message.ts";
import { roomSchema, membershipSchema } from "./room.ts";
import { sessionSchema } from "./session.ts";
import { selfSchema } from "./user.ts";

const text = z.string().trim();
const selfAnswer = z.object({ user: selfSchema });
const nothing = z.object({});

/** What a person told, wrote and opened. */
export const exportSchema = z.object({
  exportedAt: z.iso.datetime(),
  profile: selfSchema,
  rooms: z.array(
    roomSchema
      .pick({ id: true, slug: true, name: true, kind: true })
      .extend({ membership: membershipSchema.optional() }),
  ),
  sessions: z.array(sessionSchema),
  messages: z.array(messageSchema),
});

/** What somebody does with their own account; a part of the table in http-api. */
export const meApi = {
  getMe: {
    method: "GET",
    path: "/api/v1/me",
    summary: "Who am I",
    audience: "member",
    answers: { 200: selfAnswer },
    errors: [],
  },
  changeMe: {
    method: "PATCH",
    path: "/api/v1/me",
    summary: "Change my profile, status or e-mail; what is empty is no longer told",
    audience: "member",
    body: z.object({
      displayName: text.optional(),
      bio: text.optional(),
      pronouns: text.optional(),
      timeZone: text.optional().describe("IANA name, such as Europe/Berlin"),
      email: text.optional().describe("never shown to others"),
      status: z
        .object({ text: text.default(""), emoji: text.default(""), until: z.iso.datetime({ offset: true }).optional() })
        .nullable()
        .optional()
        .describe("null: none"),
    }),
    answers: { 200: selfAnswer },
    errors: ["invalid", "rate_limited"],
  },
  setAvatar: {
    method: "PUT",
    path: "/api/v1/me/avatar",
    summary: "Set my picture: the image itself (PNG, JPEG, WebP, GIF, AVIF), or a form with it as `avatar`",
    audience: "member",
    takesImage: true,
    answers: { 200: selfAnswer },
    errors: ["bad_picture", "too_large", "unsupported_media", "rate_limited"],
  },
  removeAvatar: {
    method: "DELETE",
    path: "/api/v1/me/avatar",
    summary: "Take my picture away",
    audience: "member",
    answers: { 200: selfAnswer },
    errors: [],
  },
  changePassword: {
    method: "POST",
    path: "/api/v1/me/password",
    summary: "Change my password; ends all my sessions and opens a new one for the caller",
    audience: "member",
    body: z.object({ current: z.string(), next: z.string() }),
    answers: { 200: selfAnswer },
    errors: ["invalid", "rate_limited"],
  },
  listSessions: {
    method: "GET",
    path: "/api/v1/me/sessions",
    summary: "Where I am logged in, latest seen first",
    audience: "member",
    answers: { 200: z.object({ sessions: z.array(sessionSchema) }) },
    errors: [],
  },
  endSession: {
    method: "DELETE",
    path: "/api/v1/me/sessions/{id}",
    summary: "Log out one of my devices",
    audience: "member",
    params: z.object({ id: z.string().max(64) }),
    answers: { 200: nothing },
    errors: ["not_found"],
  },
  endOtherSessions: {
    method: "POST",
    path: "/api/v1/me/sessions/end-others",
    summary: "Log out all my devices but this one",
    audience: "member",
    answers: { 200: nothing },
    errors: [],
  },
  exportMe: {
    method: "GET",
    path: "/api/v1/me/export",
    summary: "All that I told and wrote here, as a file",
    audience: "member",
    answers: { 200: exportSchema },
    errors: ["rate_limited"],
  },
  deleteMe: {
    method: "POST",
    path: "/api/v1/me/delete",
    summary: "Delete my account; my messages stay under no name, or go too",
    audience: "member",
    body: z.object({ password: z.string(), messages: z.enum(["keep", "remove"]) }),
    answers: { 200: nothing },
    errors: ["invalid", "last_admin", "rate_limited"],
  },
} as const;
