import type { RoomId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { type Person, registerPeople } from "./people.ts";

let rooms = 0;

/** A public room that everybody named is a member of; the first is its owner. */
export async function makeRoom([owner, ...others]: readonly [Person, ...Person[]]): Promise<RoomId> {
  const name = `Room ${process.pid} ${++rooms}`;
  const { room } = await owner.call("createRoom", { body: { name } });
  for (let from = 0; from < others.length; from += limits.addMembersMaxUsers) {
    const userIds = others.slice(from, from + limits.addMembersMaxUsers).map(({ user }) => user.id);
    await owner.call("addMembers", { params: { room: String(room.id) }, body: { userIds } });
  }
  return room.id;
}

export interface Crowd {
  readonly people: readonly [Person, ...Person[]];
  readonly roomIds: readonly [RoomId, ...RoomId[]];
}

/** So many people, all in the same so many rooms. */
export async function makeCrowd(baseUrl: string, counts: { people: number; rooms: number }): Promise<Crowd> {
  const [first, ...others] = await registerPeople(baseUrl, counts.people);
  if (!first) throw new Error("A crowd needs somebody");
  const people = [first, ...others] as const;
  const roomIds: [RoomId, ...RoomId[]] = [await makeRoom(people)];
  while (roomIds.length < counts.rooms) roomIds.push(await makeRoom(people));
  return { people, roomIds };
}
