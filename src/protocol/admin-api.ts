import { z } from "zod";
import { userIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { placedMessageSchema } from "./message.ts";
import { accountSchema, installationRoles } from "./user.ts";

const userParams = z.object({ id: z.coerce.number().pipe(userIdSchema) });
const roomName = z.string().min(1).max(limits.roomSlugMaxChars).describe("id or slug");

/** What administrators do with people and messages; a part of the table in http-api. */
export const adminApi = {
  listAccounts: {
    method: "GET",
    path: "/api/v1/admin/users",
    summary: "Everybody with an account, by name, deactivated people too",
    audience: "admin",
    query: z.object({ q: z.string().max(100).default(""), cursor: z.string().max(200).optional() }),
    answers: { 200: z.object({ users: z.array(accountSchema), nextCursor: z.string().optional() }) },
    errors: ["forbidden"],
  },
  changeAccount: {
    method: "PATCH",
    path: "/api/v1/admin/users/{id}",
    summary: "Change somebody's role or display name, deactivate or reactivate them",
    audience: "admin",
    params: userParams,
    body: z.object({
      role: z.enum(installationRoles).optional(),
      displayName: z.string().trim().optional(),
      deactivated: z.boolean().optional(),
    }),
    answers: { 200: z.object({ user: accountSchema }) },
    errors: ["invalid", "forbidden", "not_found", "last_admin"],
  },
  endSessions: {
    method: "POST",
    path: "/api/v1/admin/users/{id}/sessions/end",
    summary: "Log somebody out everywhere",
    audience: "admin",
    params: userParams,
    answers: { 200: z.object({ ended: z.int().nonnegative() }) },
    errors: ["forbidden", "not_found"],
  },
  reviewMessages: {
    method: "GET",
    path: "/api/v1/admin/messages",
    summary: "Messages of public rooms and of those that everyone may read, newest first; a page may be short",
    audience: "admin",
    query: z.object({
      q: z.string().max(100).default("").describe("text that they hold, in any case"),
      room: roomName.optional(),
      author: userParams.shape.id.optional(),
      cursor: z.string().max(200).optional(),
    }),
    answers: { 200: z.object({ messages: z.array(placedMessageSchema), nextCursor: z.string().optional() }) },
    errors: ["invalid", "forbidden", "not_found"],
  },
} as const;
