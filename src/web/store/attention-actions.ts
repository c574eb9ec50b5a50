import type { Client } from "./client.ts";
import type { AttentionActions, Outcome } from "./contract.ts";
import { putRooms } from "./merge-rooms.ts";

/** What asks for my attention, and what does not. What changes comes to every device by my own log. */
export function createAttentionActions({ around: { http }, store }: Client): AttentionActions {
  return {
    async setAttention(roomId, body) {
      const answer = await http("setAttention", { params: { room: String(roomId) }, body });
      if (answer.ok) store.setState(({ rooms }) => ({ rooms: putRooms(rooms, [answer.value.room]) }));
      return toOutcome(answer);
    },
    async changePreferences(body) {
      const answer = await http("changePreferences", { body });
      if (answer.ok) store.setState({ preferences: answer.value.preferences });
      return toOutcome(answer);
    },
    block: async (id) => toOutcome(await http("blockUser", { params: { id } })),
    unblock: async (id) => toOutcome(await http("unblockUser", { params: { id } })),
    async listBlocks() {
      const answer = await http("listBlocks", {});
      return answer.ok ? { ok: true, value: answer.value.users } : answer;
    },
    suggestPeople: (roomId, q) => http("suggestPeople", { params: { room: String(roomId) }, query: { q } }),
    listActivity: (cursor) => http("listActivity", { query: { cursor } }),
  };
}

function toOutcome(answer: Outcome<unknown>): Outcome {
  return answer.ok ? { ok: true, value: undefined } : answer;
}
