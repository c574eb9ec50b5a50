import type { RoomId } from "#protocol/ids.ts";
import type { Client } from "./client.ts";

/** The room was marked unread after the message with this ordinal: the New divider stands there until it is left. */
export function holdUnread({ store }: Client, roomId: RoomId, readN: number): void {
  const window = store.getState().windows.get(roomId);
  if (!window) return;
  store.setState(({ windows }) => ({
    windows: new Map(windows).set(roomId, { ...window, dividerN: readN, isHeld: true }),
  }));
}

/** It may be read again by being looked at. @param keepsDivider False: the New divider goes, too. */
export function releaseUnread({ store }: Client, roomId: RoomId, keepsDivider: boolean): void {
  const window = store.getState().windows.get(roomId);
  if (!window) return;
  const { isHeld: _, ...released } = window;
  const dividerN = keepsDivider ? window.dividerN : undefined;
  store.setState(({ windows }) => ({ windows: new Map(windows).set(roomId, { ...released, dividerN }) }));
}
