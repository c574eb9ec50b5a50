import type { RoomId } from "#protocol/ids.ts";
import type { Client } from "./client.ts";
import type { AppActions, Outcome } from "./contract.ts";
import { loadRooms } from "./load-rooms.ts";
import { onLeft } from "./on-frame.ts";
import { leaveView, loadOlder, openRoom } from "./open-room.ts";
import { takeRoom } from "./take-room.ts";

type RoomActions = Pick<AppActions, "loadRooms" | "joinRoom" | "leaveRoom" | "openRoom" | "leaveView" | "loadOlder">;

export function createRoomActions(client: Client): RoomActions {
  const { http } = client.around;
  return {
    loadRooms: () => loadRooms(client),
    joinRoom: async (id) => takeRoom(client, await http("addMembers", { params: { room: String(id) }, body: {} })),
    leaveRoom: (id) => leaveRoom(client, id),
    openRoom: (slugOrId) => openRoom(client, slugOrId),
    leaveView: (roomId) => leaveView(client, roomId),
    loadOlder: (roomId) => loadOlder(client, roomId),
  };
}

async function leaveRoom(client: Client, roomId: RoomId): Promise<Outcome> {
  const params = { room: String(roomId), user: "me" };
  const left = await client.around.http("removeMember", { params });
  if (!left.ok) return left;
  onLeft(client, roomId);
  return { ok: true, value: undefined };
}
