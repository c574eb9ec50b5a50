import type { RoomForMe } from "#protocol/room.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { isChat } from "../name-room.ts";
import { RoomIcon } from "./room-icon.tsx";

interface RoomFaceProps {
  readonly room: RoomForMe;
  readonly size?: "small" | "medium" | "large";
  readonly iconSize?: number;
}

/** The face of the other in a direct chat, the number of others in a group, the sign of a room. */
export function RoomFace({ room, size = "small", iconSize = 18 }: RoomFaceProps) {
  if (!isChat(room)) return <RoomIcon room={room} size={iconSize} />;
  const [first] = room.people ?? [];
  if (room.kind === "direct" && first)
    return <Avatar name={first.displayName} seed={first.id} src={first.avatar} size={size} />;
  return <Avatar name={String(room.memberCount - 1)} seed={room.id} size={size} isGroup />;
}
