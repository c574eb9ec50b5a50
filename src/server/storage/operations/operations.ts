import type { InputOf, OperationName, OutputOf } from "../operation-modes.ts";
import type { Operation } from "../transaction.ts";
import { changeRoom } from "./change-room.ts";
import { hideChat, openDirect } from "./chats.ts";
import { hasAdmin } from "./installation.ts";
import { addMembers, listMembers, markRead, removeMember } from "./membership.ts";
import { deleteMessage, editMessage, listMessages } from "./messages.ts";
import { changeUser, createFirstAdmin, createUser, findCredentials, getUser } from "./people.ts";
import { readLog } from "./read-log.ts";
import { createRoom, getRoom, listMyRooms, listRooms } from "./rooms.ts";
import { listUsers } from "./search-people.ts";
import { createSession, endSession, findSession } from "./sessions.ts";

/** Sends are carried out many at a time. */
export type BatchedName = "sendMessage";

/** How each call of Storage is carried out, one at a time. */
export const operations: {
  readonly [Name in Exclude<OperationName, BatchedName>]: Operation<InputOf<Name>, OutputOf<Name>>;
} = {
  createUser,
  createFirstAdmin,
  hasAdmin,
  findCredentials,
  getUser,
  changeUser,
  listUsers,
  createSession,
  findSession,
  endSession,
  createRoom,
  changeRoom,
  getRoom,
  listRooms,
  listMyRooms,
  listMembers,
  openDirect,
  hideChat,
  addMembers,
  removeMember,
  markRead,
  editMessage,
  deleteMessage,
  listMessages,
  readLog,
};
