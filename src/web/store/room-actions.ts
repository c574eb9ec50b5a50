import type { Member } from "#protocol/membership.ts";
import type { RoomId } from "#protocol/ids.ts";
import type { Client } from "./client.ts";
import type { AppActions, Outcome } from "./contract.ts";
import { loadRooms } from "./load-rooms.ts";
import { onLeft } from "./on-frame.ts";
import { leaveView, loadOlder, openRoom } from "./open-room.ts";
import { takeRoom } from "./take-room.ts";

type RoomActions = Pick<
  AppActions,
  | "loadRooms"
  | "createRoom"
  | "changeRoom"
  | "joinRoom"
  | "leaveRoom"
  | "openRoom"
  | "leaveView"
  | "loadOlder"
  | "loadMembers"
>;

const pagesMax = 20;

export function createRoomActions(client: Client): RoomActions {
  const { http } = client.around;
  return {
    loadRooms: () => loadRooms(client),
    createRoom: async (body) => takeRoom(client, await http("createRoom", { body })),
    changeRoom: async (id, body) => takeRoom(client, await http("changeRoom", { params: { room: String(id) }, body })),
    joinRoom: async (id) => takeRoom(client, await http("addMembers", { params: { room: String(id) }, body: {} })),
    leaveRoom: (id) => leaveRoom(client, id),
    openRoom: (slugOrId) => openRoom(client, slugOrId),
    leaveView: (roomId) => leaveView(client, roomId),
    loadOlder: (roomId) => loadOlder(client, roomId),
    loadMembers: (roomId) => loadMembers(client, roomId),
  };
}

async function leaveRoom(client: Client, roomId: RoomId): Promise<Outcome> {
  const params = { room: String(roomId), user: "me" };
  const left = await client.around.http("removeMember", { params });
  if (!left.ok) return left;
  onLeft(client, roomId);
  return { ok: true, value: undefined };
}

async function loadMembers({ around }: Client, roomId: RoomId): Promise<Outcome<Member[]>> {
  const members: Member[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < pagesMax; pages++) {
    const page = await around.http("listMembers", { params: { room: String(roomId) }, query: { cursor } });
    if (!page.ok) return page;
    members.push(...page.value.members);
    cursor = page.value.nextCursor;
    if (cursor === undefined) break;
  }
  return { ok: true, value: members };
}
