import { useState } from "react";
import type { RoomForMe } from "#protocol/room.ts";
import { actions } from "../../store/app.ts";
import { GuestBar } from "../composer/guest-bar.tsx";
import { JoinBar } from "../composer/join-bar.tsx";
import { nameRoom } from "../name-room.ts";
import { roomPath } from "../room-path.ts";

interface OutsideBarProps {
  readonly room: RoomForMe;
  readonly isGuest: boolean;
  readonly canJoin: boolean;
}

/** What stands in the composer's place for guests and for those who did not join. */
export function OutsideBar({ room, isGuest, canJoin }: OutsideBarProps) {
  if (isGuest) return <GuestBar next={roomPath(room.slug)} />;
  return <JoinAction room={room} canJoin={canJoin} />;
}

function JoinAction({ room, canJoin }: Omit<OutsideBarProps, "isGuest">) {
  const [isBusy, setBusy] = useState(false);
  const join = async () => {
    setBusy(true);
    await actions.joinRoom(room.id);
    setBusy(false);
  };
  return (
    <JoinBar
      roomName={nameRoom(room)}
      action={`${roomPath(room.slug)}join/`}
      canJoin={canJoin}
      isBusy={isBusy}
      onJoin={() => void join()}
    />
  );
}
