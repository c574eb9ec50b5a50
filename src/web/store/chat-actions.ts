import type { RoomId, UserId } from "#protocol/ids.ts";
import type { Member } from "#protocol/membership.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { Client } from "./client.ts";
import type { ChatActions, Outcome } from "./contract.ts";
import { takeRoom } from "./take-room.ts";

const pagesMax = 20;

export function createChatActions(client: Client): ChatActions {
  const { http } = client.around;
  return {
    createRoom: async (body) => takeRoom(client, await http("createRoom", { body })),
    changeRoom: async (id, body) => takeRoom(client, await http("changeRoom", { params: { room: String(id) }, body })),
    loadMembers: (roomId) => loadMembers(client, roomId),
    openDirect: (userIds) => openDirect(client, userIds),
    hideChat: async (id) =>
      takeRoom(client, await http("hideChat", { params: { room: String(id) }, body: { hidden: true } })),
    addPeople: async (id, userIds, history) =>
      takeRoom(
        client,
        await http("addMembers", { params: { room: String(id) }, body: { userIds: [...userIds], history } }),
      ),
    findPeople: (typed, cursor) => http("listUsers", { query: { q: typed, cursor } }),
    loadPerson: async (id) => {
      const got = await http("getUser", { params: { id } });
      return got.ok ? { ok: true, value: got.value.user } : got;
    },
  };
}

/** A chat with one other that is in my list is opened without asking. */
async function openDirect(client: Client, userIds: readonly UserId[]): Promise<Outcome<RoomForMe>> {
  const { rooms, me } = client.store.getState();
  const others = userIds.filter((id) => id !== me?.id);
  const only = others.length > 1 ? undefined : (others[0] ?? me?.id);
  const known = rooms
    .values()
    .find(({ kind, people, hidden }) => kind === "direct" && !hidden && people?.[0]?.id === only);
  if (known && only !== undefined) return { ok: true, value: known };
  return takeRoom(client, await client.around.http("openDirect", { body: { userIds: others } }));
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
