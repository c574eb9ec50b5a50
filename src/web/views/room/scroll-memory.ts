import type { VirtualItem } from "@tanstack/react-virtual";
import type { RoomId } from "#protocol/ids.ts";

interface ScrollPlace {
  readonly offset: number;
  readonly sizes: VirtualItem[];
}

const places = new Map<RoomId, ScrollPlace>();

/** Where somebody who was reading back left the room; nothing for who stood at its end. */
export function recallPlace(roomId: RoomId): ScrollPlace | undefined {
  return places.get(roomId);
}

export function rememberPlace(roomId: RoomId, place: ScrollPlace | undefined): void {
  if (place) places.set(roomId, place);
  else places.delete(roomId);
}
