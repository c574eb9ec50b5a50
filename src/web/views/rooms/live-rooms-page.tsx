import { useEffect } from "react";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { RoomForMe } from "#protocol/room.ts";
import { actions, useApp } from "../../store/app.ts";
import { openOverlay } from "../overlays/overlay-store.ts";
import { roomPath } from "../room-path.ts";
import { sortForBrowsing } from "./sort-for-browsing.ts";
import { RoomsPage } from "./rooms-page.tsx";

export function LiveRoomsPage({ isGuest }: { readonly isGuest: boolean }) {
  const rooms = useApp((state) => state.rooms);
  const [, navigate] = useBrowserLocation();
  useEffect(() => {
    void actions.loadRooms();
    if (location.hash === "#create" && !isGuest) openOverlay({ kind: "create-room" });
  }, [isGuest]);
  const join = async (room: RoomForMe) => {
    const outcome = await actions.joinRoom(room.id);
    if (outcome.ok) navigate(roomPath(outcome.value.slug));
  };
  return (
    <RoomsPage
      rooms={sortForBrowsing(rooms.values())}
      isGuest={isGuest}
      onCreate={() => openOverlay({ kind: "create-room" })}
      onJoin={(room) => void join(room)}
    />
  );
}
