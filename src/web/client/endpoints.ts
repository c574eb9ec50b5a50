import type { Endpoint, EndpointName } from "#protocol/http-api.ts";

export type EndpointRow = readonly [method: Endpoint["method"], path: string];

/**
 * Method and path of the endpoints that reading and writing need: the table of http-api without its schemas, which
 * would bring zod to the browser.
 */
export const endpoints: Partial<Readonly<Record<EndpointName, EndpointRow>>> = {
  getMe: ["GET", "/api/v1/me"],
  endOtherSessions: ["POST", "/api/v1/me/sessions/end-others"],
  listRooms: ["GET", "/api/v1/rooms"],
  getRoom: ["GET", "/api/v1/rooms/{room}"],
  addMembers: ["POST", "/api/v1/rooms/{room}/members"],
  listMessages: ["GET", "/api/v1/rooms/{room}/messages"],
  sendMessage: ["POST", "/api/v1/rooms/{room}/messages"],
  editMessage: ["PATCH", "/api/v1/messages/{id}"],
  deleteMessage: ["DELETE", "/api/v1/messages/{id}"],
  markRead: ["PUT", "/api/v1/rooms/{room}/read"],
  getPreferences: ["GET", "/api/v1/me/preferences"],
  type: ["POST", "/api/v1/rooms/{room}/typing"],
  sync: ["GET", "/api/v1/sync"],
};
