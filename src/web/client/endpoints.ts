import type { Endpoint, EndpointName } from "#protocol/http-api.ts";

type Row = readonly [method: Endpoint["method"], path: string];

/** Method and path of every endpoint: the table of http-api without its schemas, which would bring zod to the browser. */
export const endpoints: Readonly<Record<EndpointName, Row>> = {
  register: ["POST", "/api/v1/register"],
  login: ["POST", "/api/v1/login"],
  logout: ["POST", "/api/v1/logout"],
  setUp: ["POST", "/api/v1/setup"],
  getMe: ["GET", "/api/v1/me"],
  changeMe: ["PATCH", "/api/v1/me"],
  listUsers: ["GET", "/api/v1/users"],
  getUser: ["GET", "/api/v1/users/{id}"],
  listRooms: ["GET", "/api/v1/rooms"],
  createRoom: ["POST", "/api/v1/rooms"],
  getRoom: ["GET", "/api/v1/rooms/{room}"],
  changeRoom: ["PATCH", "/api/v1/rooms/{room}"],
  listMembers: ["GET", "/api/v1/rooms/{room}/members"],
  addMembers: ["POST", "/api/v1/rooms/{room}/members"],
  removeMember: ["DELETE", "/api/v1/rooms/{room}/members/{user}"],
  listMessages: ["GET", "/api/v1/rooms/{room}/messages"],
  sendMessage: ["POST", "/api/v1/rooms/{room}/messages"],
  editMessage: ["PATCH", "/api/v1/messages/{id}"],
  deleteMessage: ["DELETE", "/api/v1/messages/{id}"],
  markRead: ["PUT", "/api/v1/rooms/{room}/read"],
  listAccounts: ["GET", "/api/v1/admin/users"],
  changeAccount: ["PATCH", "/api/v1/admin/users/{id}"],
  endSessions: ["POST", "/api/v1/admin/users/{id}/sessions/end"],
  reviewMessages: ["GET", "/api/v1/admin/messages"],
  sync: ["GET", "/api/v1/sync"],
  describeInstallation: ["GET", "/api/v1/installation"],
};
