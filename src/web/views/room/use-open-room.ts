import { useEffect, useState } from "react";
import { navigate } from "wouter/use-browser-location";
import type { ErrorView } from "#protocol/errors.ts";
import { notFound } from "../../client/retry-of.ts";
import type { RoomId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { actions, useApp } from "../../store/app.ts";
import { roomPath } from "../room-path.ts";

export interface OpenRoom {
  readonly room: RoomForMe | undefined;
  readonly error: ErrorView | undefined;
}

/**
 * Opens the room with this address, and lets go of it when the view goes away. Once it is open it stays the same room,
 * also when its address is changed meanwhile: then the page's address follows.
 */
export function useOpenRoom(slug: string): OpenRoom {
  const [openId, setOpenId] = useState<RoomId>();
  const [error, setError] = useState<ErrorView>();
  const room = useApp(({ rooms }) => findBySlug(rooms.values(), slug) ?? (openId && rooms.get(openId)));
  useEffect(() => {
    let isGone = false;
    let id: RoomId | undefined;
    const open = async () => {
      const outcome = await actions.openRoom(slug);
      if (!outcome.ok) return isGone ? undefined : setError(outcome.error);
      id = outcome.value.id;
      return isGone ? actions.leaveView(id) : setOpenId(id);
    };
    void open();
    return () => {
      isGone = true;
      if (id !== undefined) actions.leaveView(id);
    };
  }, [slug]);
  const moved = room && room.slug !== slug && String(room.id) !== slug ? room.slug : undefined;
  useEffect(() => {
    if (moved !== undefined) navigate(roomPath(moved) + location.hash, { replace: true });
  }, [moved]);
  // Known, opened and now unknown: I was removed from what only members see.
  const isRemoved = openId !== undefined && room === undefined;
  return { room, error: isRemoved ? notFound : error };
}

function findBySlug(rooms: Iterable<RoomForMe>, slug: string): RoomForMe | undefined {
  for (const room of rooms) if (room.slug === slug || String(room.id) === slug) return room;
  return undefined;
}
