import { useState } from "react";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { useApp } from "../../store/app.ts";
import { selectTimeline } from "../../store/select-timeline.ts";
import { later } from "../later.tsx";
import { LoadingRoom } from "./loading-room.tsx";
import { OpenedRoom } from "./opened-room.tsx";
import { useOpenRoom } from "./use-open-room.ts";

const RefusedRoom = later(async () => (await import("./refused-room.tsx")).RefusedRoom);

interface RoomPageProps {
  readonly slug: string;
  readonly me: Self | null;
  readonly isDetailsOpen: boolean;
}

/** The room at an address: opening, refused, or open. */
export function RoomPage({ slug, me, isDetailsOpen }: RoomPageProps) {
  const { room, error } = useOpenRoom(slug);
  const isRefused = error?.code === "not_found" || error?.code === "unauthenticated";
  if (error && (isRefused || !room)) return <RefusedRoom error={error} isGuest={!me} />;
  if (!room) return <LoadingRoom room={undefined} />;
  return <RoomWindowView key={room.id} room={room} me={me} isDetailsOpen={isDetailsOpen} />;
}

interface RoomWindowViewProps {
  readonly room: RoomForMe;
  readonly me: Self | null;
  readonly isDetailsOpen: boolean;
}

function RoomWindowView({ room, me, isDetailsOpen }: RoomWindowViewProps) {
  const window = useApp((state) => state.windows.get(room.id));
  const [select] = useState(() => selectTimeline(room.id));
  const items = useApp(select);
  const isLoading = window === undefined || (window.loading === "fresh" && window.state.messages.length === 0);
  if (isLoading) return <LoadingRoom room={room} />;
  return <OpenedRoom room={room} me={me} window={window} items={items} isDetailsOpen={isDetailsOpen} />;
}
