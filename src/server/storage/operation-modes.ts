import type { Storage } from "./storage.ts";

export type OperationName = Exclude<keyof Storage, "epoch" | "close">;
export type InputOf<Name extends OperationName> = Parameters<Storage[Name]>[0];
export type OutputOf<Name extends OperationName> = Awaited<ReturnType<Storage[Name]>>;

/** Every call of Storage, and whether it changes anything. Apart from the operations, so that only threads load those. */
export const operationModes: { readonly [Name in OperationName]: "read" | "write" } = {
  createUser: "write",
  createFirstAdmin: "write",
  hasAdmin: "read",
  findCredentials: "read",
  getUser: "read",
  changeUser: "write",
  listUsers: "read",
  createAdmin: "write",
  findAccount: "read",
  listAccounts: "read",
  changeAccount: "write",
  endSessions: "write",
  reviewMessages: "read",
  createSession: "write",
  findSession: "read",
  endSession: "write",
  createRoom: "write",
  changeRoom: "write",
  getRoom: "read",
  listRooms: "read",
  listMyRooms: "read",
  listMembers: "read",
  addMembers: "write",
  removeMember: "write",
  markRead: "write",
  sendMessage: "write",
  editMessage: "write",
  deleteMessage: "write",
  listMessages: "read",
  readLog: "read",
};
