import type { RoomId } from "#protocol/ids.ts";

/** Where somebody stood in a room, said by a message, so that it holds when others came or went meanwhile. */
export interface ScrollPlace {
  /** The row at the top edge of the view and how far it was scrolled past; undefined at the end. */
  readonly anchor: { readonly key: string; readonly offset: number } | undefined;
  /** Heights that were measured, by row. */
  readonly sizes: ReadonlyMap<unknown, number>;
}

const places = new Map<RoomId, ScrollPlace>();

export function recallPlace(roomId: RoomId): ScrollPlace | undefined {
  return places.get(roomId);
}

export function rememberPlace(roomId: RoomId, place: ScrollPlace): void {
  places.set(roomId, place);
}
