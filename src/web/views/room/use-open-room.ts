import { useEffect, useState } from "react";
import type { ErrorView } from "#protocol/errors.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { actions, useApp } from "../../store/app.ts";

export interface OpenRoom {
  readonly room: RoomForMe | undefined;
  readonly error: ErrorView | undefined;
}

/** Opens the room with this address, and lets go of it when the view goes away. */
export function useOpenRoom(slug: string): OpenRoom {
  const room = useApp((state) => findBySlug(state.rooms.values(), slug));
  const [failure, setFailure] = useState<{ slug: string; error: ErrorView }>();
  useEffect(() => {
    let isGone = false;
    let openId: RoomForMe["id"] | undefined;
    const open = async () => {
      const outcome = await actions.openRoom(slug);
      if (outcome.ok) openId = outcome.value.id;
      if (!outcome.ok && !isGone) setFailure({ slug, error: outcome.error });
      if (outcome.ok && isGone) actions.leaveView(outcome.value.id);
    };
    void open();
    return () => {
      isGone = true;
      if (openId !== undefined) actions.leaveView(openId);
    };
  }, [slug]);
  return { room, error: failure?.slug === slug ? failure.error : undefined };
}

function findBySlug(rooms: Iterable<RoomForMe>, slug: string): RoomForMe | undefined {
  for (const room of rooms) if (room.slug === slug || String(room.id) === slug) return room;
  return undefined;
}
