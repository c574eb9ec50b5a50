import { z } from "zod";
import { errors, type ErrorCode } from "#protocol/errors.ts";
import type { Endpoint } from "#protocol/http-api.ts";
import { clientIdSchema } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { lobbyMessageSchema, roomMessageSchema } from "./shapes.ts";

const id = z.string().regex(/^\d{1,15}$/, "a message's id");
const roomParams = z.object({ room: z.string().min(1).max(limits.roomSlugMaxChars).describe("slug") });
/** Simple clients send no id of their own; those that do may repeat themselves. */
const clientId = clientIdSchema.optional();
const writeErrors = ["blank", "invalid", "unauthenticated", "forbidden", "rate_limited", "client_id_reused"] as const;
const roomPage = z.object({ messages: z.array(roomMessageSchema) });

const pollQuery = z.object({
  /** Clients in an empty room have no id yet, and send an empty one. */
  after: id.or(z.literal("")).optional().describe("messages after this id; without it, the newest"),
});
const content = z.object({ content: z.string().default(""), clientId });

/**
 * The addresses and shapes of the applications that Parley takes the place of, so that clients written for them go on
 * working: simple polling, on the same rooms and messages.
 */
export const referenceApi = {
  sendToLobby: {
    method: "POST",
    path: "/send",
    summary: "Say something in the lobby; form or JSON",
    audience: "member",
    body: z.object({ message: z.string().default(""), clientId }),
    answers: { 201: lobbyMessageSchema },
    errors: writeErrors,
  },
  pollLobby: {
    method: "GET",
    path: "/messages/{id}",
    summary: "What came in the lobby after the message with this id, oldest first",
    audience: "guest",
    params: z.object({ id }),
    answers: { 200: z.array(lobbyMessageSchema) },
    errors: ["unauthenticated", "not_found"],
  },
  pollRoom: {
    method: "GET",
    path: "/rooms/{room}/messages/",
    summary: "What came in a room after the message with this id, oldest first",
    audience: "guest",
    params: roomParams,
    query: pollQuery,
    answers: { 200: roomPage },
    errors: ["invalid", "unauthenticated", "not_found"],
  },
  sendToRoom: {
    method: "POST",
    path: "/rooms/{room}/messages/create/",
    summary: "Say something in a room; form or JSON",
    audience: "member",
    params: roomParams,
    body: content,
    answers: { 201: roomMessageSchema },
    errors: [...writeErrors, "not_found"],
  },
  pollRoomByRest: {
    method: "GET",
    path: "/api/rooms/{room}/messages/",
    summary: "Messages of a room after one, or before one, oldest first",
    audience: "guest",
    params: roomParams,
    query: pollQuery.extend({ before: id.optional().describe("the messages just before this id") }),
    answers: { 200: roomPage },
    errors: ["invalid", "unauthenticated", "not_found"],
  },
  sendToRoomByRest: {
    method: "POST",
    path: "/api/rooms/{room}/messages/",
    summary: "Say something in a room; form or JSON",
    audience: "member",
    params: roomParams,
    body: content,
    answers: { 201: roomMessageSchema },
    errors: [...writeErrors, "not_found"],
  },
} as const satisfies Record<string, Endpoint>;

/** Those applications knew fewer statuses: 400 for what cannot be taken, 403 for who is not logged in. */
export function referenceStatus(code: ErrorCode): number {
  if (code === "unauthenticated") return 403;
  const { status } = errors[code];
  return status === 422 ? 400 : status;
}
