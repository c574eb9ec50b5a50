import type { InputOf, OperationName, OutputOf } from "../operation-modes.ts";
import type { Operation } from "../transaction.ts";
import { changeRoom } from "./change-room.ts";
import { hideChat, openDirect } from "./chats.ts";
import { beginDeletion, continueDeletion, listDeletions } from "./deletions.ts";
import { listActivity } from "./activity.ts";
import { changePreferences, getPreferences, setAttention } from "./attention.ts";
import { blockUser, listBlocks, unblockUser } from "./blocks.ts";
import { markRead } from "./mark-read.ts";
import { suggestPeople } from "./suggest-people.ts";
import { reviewMessages } from "./admin-messages.ts";
import { changeAccount, createAdmin, endSessions, findAccount, listAccounts } from "./admin-people.ts";
import { hasAdmin } from "./installation.ts";
import { addMembers, listMembers, removeMember } from "./membership.ts";
import { deleteMessage, editMessage, listMessages, listMyMessages } from "./messages.ts";
import { createFirstAdmin, createUser, findCredentials } from "./people.ts";
import { findTypist, listAcquainted } from "./presence.ts";
import { changeUser, findAvatar, getUser, setAvatar } from "./profiles.ts";
import { readLog } from "./read-log.ts";
import { createRoom, getRoom, listMyRooms, listRooms } from "./rooms.ts";
import { listUsers } from "./search-people.ts";
import {
  changePassword,
  createSession,
  endSession,
  endSessionsOf,
  findPasswordHash,
  findSession,
  listSessions,
  touchSession,
} from "./sessions.ts";

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
  setAvatar,
  findAvatar,
  listMyMessages,
  beginDeletion,
  listDeletions,
  continueDeletion,
  listUsers,
  createAdmin,
  findAccount,
  listAccounts,
  changeAccount,
  endSessions,
  reviewMessages,
  createSession,
  findSession,
  touchSession,
  listSessions,
  endSession,
  endSessionsOf,
  findPasswordHash,
  changePassword,
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
  setAttention,
  suggestPeople,
  listActivity,
  getPreferences,
  changePreferences,
  listAcquainted,
  findTypist,
  listBlocks,
  blockUser,
  unblockUser,
  editMessage,
  deleteMessage,
  listMessages,
  readLog,
};
