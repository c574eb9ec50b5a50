import type { InputOf, OperationName, OutputOf } from "../operation-modes.ts";
import type { Operation } from "../transaction.ts";
import { reviewMessages } from "./admin-messages.ts";
import { changeAccount, createAdmin, endSessions, findAccount, listAccounts } from "./admin-people.ts";
import { hasAdmin } from "./installation.ts";
import { addMembers, listMembers, markRead, removeMember } from "./membership.ts";
import { deleteMessage, editMessage, listMessages } from "./messages.ts";
import { changeUser, createFirstAdmin, createUser, findCredentials, getUser, listUsers } from "./people.ts";
import { readLog } from "./read-log.ts";
import { changeRoom, createRoom, getRoom, listMyRooms, listRooms } from "./rooms.ts";
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
  createAdmin,
  findAccount,
  listAccounts,
  changeAccount,
  endSessions,
  reviewMessages,
  createSession,
  findSession,
  endSession,
  createRoom,
  changeRoom,
  getRoom,
  listRooms,
  listMyRooms,
  listMembers,
  addMembers,
  removeMember,
  markRead,
  editMessage,
  deleteMessage,
  listMessages,
  readLog,
};
