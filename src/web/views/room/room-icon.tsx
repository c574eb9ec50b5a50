import Globe from "lucide-react/icons/globe";
import Hash from "lucide-react/icons/hash";
import Lock from "lucide-react/icons/lock";
import type { RoomForMe } from "#protocol/room.ts";
import { Icon } from "../../ui/icon.tsx";

interface RoomIconProps {
  readonly room: Pick<RoomForMe, "kind" | "readableBy">;
  readonly size?: number;
}

/** A globe for what everybody reads, a lock for what only members know of, else the sign of a room. */
export function RoomIcon({ room, size = 18 }: RoomIconProps) {
  if (room.readableBy === "everyone") return <Icon of={Globe} size={size} />;
  return <Icon of={room.kind === "public" ? Hash : Lock} size={size} />;
}

export function describeReach(room: Pick<RoomForMe, "kind" | "readableBy" | "memberCount">): string {
  if (room.kind === "direct") {
    return room.memberCount === 1
      ? "Only you see what you write here."
      : "Only the two of you see what is written here.";
  }
  if (room.kind === "group") return "Only the people in this group see what is written here.";
  const who = room.kind === "public" ? "Everybody here can join" : "Only members can find it";
  return room.readableBy === "everyone" ? `${who}; anybody can read it without logging in.` : `${who} and read it.`;
}
