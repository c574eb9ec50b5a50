import type { ClientId, MessageId, RoomId } from "#protocol/ids.ts";
import type { Person } from "./people.ts";
import type { SeededRandom } from "./seeded-random.ts";

export const changes = ["send", "edit", "delete", "join", "leave", "rename"] as const;
export type Change = (typeof changes)[number];

interface Sent {
  readonly author: Person;
  readonly id: MessageId;
}

/** People who change one room, each change taking exactly one of its numbers. */
export interface Changers {
  readonly roomId: RoomId;
  /** The first owns the room; all are members. */
  readonly people: readonly [Person, ...Person[]];
  /** Comes and goes. */
  readonly visitor: Person;
  readonly random: SeededRandom;
}

export interface RoomChanger {
  /** Makes this change, or sends where it makes no sense (yet). */
  make(change: Change): Promise<void>;
  /** The text that each message must have by now; empty once deleted. */
  expected(): ReadonlyMap<MessageId, string>;
}

let names = 0;

export function createRoomChanger({ roomId, people, visitor, random }: Changers): RoomChanger {
  const params = { room: String(roomId) };
  const standing: Sent[] = [];
  const expected = new Map<MessageId, string>();
  let isVisiting = false;

  async function send(): Promise<void> {
    const author = random.pick(people);
    const clientId = `change-${process.pid}-${++names}` as ClientId;
    const body = { clientId, body: `Message ${names} ${"å".repeat(random.between(0, 80))}` };
    const { message } = await author.call("sendMessage", { params, body });
    standing.push({ author, id: message.id });
    expected.set(message.id, body.body);
  }

  async function edit({ author, id }: Sent): Promise<void> {
    const body = `Edited ${++names}`;
    await author.call("editMessage", { params: { id }, body: { body } });
    expected.set(id, body);
  }

  async function remove(sent: Sent): Promise<void> {
    standing.splice(standing.indexOf(sent), 1);
    await sent.author.call("deleteMessage", { params: { id: sent.id } });
    expected.set(sent.id, "");
  }

  const pickSent = () => standing[random.between(0, standing.length - 1)];

  return {
    expected: () => expected,
    async make(change) {
      const sent = pickSent();
      if (change === "edit" && sent) return await edit(sent);
      if (change === "delete" && sent) return await remove(sent);
      if (change === "rename") {
        await people[0].call("changeRoom", { params, body: { name: `Renamed ${++names}` } });
      } else if (change === "join" && !isVisiting) {
        isVisiting = true;
        await visitor.call("addMembers", { params, body: {} });
      } else if (change === "leave" && isVisiting) {
        isVisiting = false;
        await visitor.call("removeMember", { params: { ...params, user: "me" } });
      } else {
        await send();
      }
    },
  };
}
