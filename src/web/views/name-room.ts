import type { RoomForMe } from "#protocol/room.ts";

/** A direct or group chat; everything else is a room. */
export function isChat({ kind }: Pick<RoomForMe, "kind">): boolean {
  return kind === "direct" || kind === "group";
}

/** What a room is called: its own name, or in a chat without one the people in it. */
export function nameRoom(room: RoomForMe): string {
  if (room.name !== "") return room.name;
  const { people = [] } = room;
  const [first] = people;
  if (!first) return "Chat";
  if (room.kind === "direct") return isNotes(room) ? `${first.displayName} (you)` : first.displayName;
  const names = people.map(({ displayName }) => displayName.split(" ", 1)[0] ?? displayName);
  const more = room.memberCount - 1 - people.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}

/** A chat of one with themselves. */
export function isNotes({ kind, memberCount }: Pick<RoomForMe, "kind" | "memberCount">): boolean {
  return kind === "direct" && memberCount === 1;
}
