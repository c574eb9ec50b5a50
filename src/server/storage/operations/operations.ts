import type { RoomId } from "#protocol/ids.ts";
import type { Storage } from "../storage.ts";
import type { Operation } from "../transaction.ts";
import { hasAdmin } from "./installation.ts";
import { addMembers, listMembers, markRead, removeMember } from "./membership.ts";
import { deleteMessage, editMessage, listMessages } from "./messages.ts";
import { changeUser, createFirstAdmin, createUser, findCredentials, getUser, listUsers } from "./people.ts";
import { readLog } from "./read-log.ts";
import { changeRoom, createRoom, getRoom, listMyRooms, listRooms } from "./rooms.ts";
import { createSession, endSession, findSession } from "./sessions.ts";

type Method = Exclude<keyof Storage, "epoch" | "close">;
export type InputOf<Name extends Method> = Parameters<Storage[Name]>[0];
export type OutputOf<Name extends Method> = Awaited<ReturnType<Storage[Name]>>;

/** Calls of one key are carried out in the order in which they were made. */
type LaneKey = (input: { roomId?: RoomId; room?: string }) => number | string;

interface Row<Name extends Method> {
  readonly mode: "read" | "write";
  readonly run: Operation<InputOf<Name>, OutputOf<Name>> | "batched";
  readonly laneKey?: LaneKey;
}

const byRoom: LaneKey = ({ roomId, room }) => roomId ?? room ?? 0;

/** Every method of Storage, and how it is carried out. */
export const operations: { readonly [Name in Method]: Row<Name> } = {
  createUser: { mode: "write", run: createUser },
  createFirstAdmin: { mode: "write", run: createFirstAdmin },
  hasAdmin: { mode: "read", run: hasAdmin },
  findCredentials: { mode: "read", run: findCredentials },
  getUser: { mode: "read", run: getUser },
  changeUser: { mode: "write", run: changeUser },
  listUsers: { mode: "read", run: listUsers },
  createSession: { mode: "write", run: createSession },
  findSession: { mode: "read", run: findSession },
  endSession: { mode: "write", run: endSession },
  createRoom: { mode: "write", run: createRoom },
  changeRoom: { mode: "write", run: changeRoom, laneKey: byRoom },
  getRoom: { mode: "read", run: getRoom },
  listRooms: { mode: "read", run: listRooms },
  listMyRooms: { mode: "read", run: listMyRooms },
  listMembers: { mode: "read", run: listMembers },
  addMembers: { mode: "write", run: addMembers, laneKey: byRoom },
  removeMember: { mode: "write", run: removeMember, laneKey: byRoom },
  markRead: { mode: "write", run: markRead, laneKey: byRoom },
  sendMessage: { mode: "write", run: "batched", laneKey: byRoom },
  editMessage: { mode: "write", run: editMessage },
  deleteMessage: { mode: "write", run: deleteMessage },
  listMessages: { mode: "read", run: listMessages },
  readLog: { mode: "read", run: readLog },
};

export type OperationName = Method;
