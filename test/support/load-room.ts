import type { RoomId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { Member } from "#protocol/membership.ts";
import type { Message } from "#protocol/message.ts";
import type { RoomState } from "#protocol/room-state.ts";
import type { Caller } from "./caller.ts";

/** What a fresh client would load: the newest page, the room and its members. */
export async function loadRoom(caller: Caller, roomId: RoomId, signal?: AbortSignal): Promise<RoomState> {
  const params = { room: String(roomId) };
  const page = await caller.call("listMessages", { params, query: {} }, signal);
  const { room } = await caller.call("getRoom", { params }, signal);
  const { membership: _, ...shared } = room;
  return {
    roomId,
    epoch: page.position.epoch,
    seq: page.position.seq,
    room: shared,
    messages: page.messages,
    hasMore: page.hasMore,
    members: await loadMembers(caller, roomId, signal),
  };
}

/** Every message of the room, oldest first, page by page as a reader scrolling down would see it. */
export async function loadHistory(caller: Caller, roomId: RoomId): Promise<Message[]> {
  const messages: Message[] = [];
  for (;;) {
    const query = { after: messages.at(-1)?.seq ?? 0, limit: limits.pageMaxMessages };
    const page = await caller.call("listMessages", { params: { room: String(roomId) }, query });
    messages.push(...page.messages);
    if (!page.hasMore) return messages;
  }
}

async function loadMembers(caller: Caller, roomId: RoomId, signal?: AbortSignal): Promise<Map<number, Member>> {
  const members = new Map<number, Member>();
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { cursor };
    const page = await caller.call("listMembers", { params: { room: String(roomId) }, query }, signal);
    for (const member of page.members) members.set(member.user.id, member);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return members;
}
