import { useEffect } from "react";
import type { RoomId } from "#protocol/ids.ts";
import { actions } from "../../store/app.ts";
import { insist } from "../later.tsx";
import { openOverlay } from "../overlays/overlay-store.ts";

/** The page's own keys. Keys of the browser and of assistive technology are left alone. */
export function useShortcuts(goToRoom: (step: 1 | -1) => void, openRoomId: RoomId | undefined): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isInOverlay(event.target)) return;
      if (act(event, goToRoom) || markRead(event, openRoomId)) event.preventDefault();
      else if (isTyping(event)) document.querySelector<HTMLElement>("[data-composer]")?.focus();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [goToRoom, openRoomId]);
}

/** Escape marks this room read, with Shift all of them. */
function markRead(event: KeyboardEvent, openRoomId: RoomId | undefined): boolean {
  if (event.key !== "Escape" || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.shiftKey) actions.markAllRead();
  else if (openRoomId !== undefined) actions.markRoomRead(openRoomId);
  return true;
}

function act(event: KeyboardEvent, goToRoom: (step: 1 | -1) => void): boolean {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (isCommand && event.key.toLowerCase() === "k") openOverlay({ kind: "switcher" });
  else if (isCommand && event.key === "/") openOverlay({ kind: "shortcuts" });
  else if (isBareAlt(event) && event.key === "ArrowUp") goToRoom(-1);
  else if (isBareAlt(event) && event.key === "ArrowDown") goToRoom(1);
  else if (event.key === "F6") void stepRegion(event.shiftKey ? -1 : 1);
  else return false;
  return true;
}

function isBareAlt(event: KeyboardEvent): boolean {
  return event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
}

function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=dialog], [role=menu]") !== null;
}

/** A character that belongs to nobody goes to the composer, which gets the focus before the key takes effect. */
function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (event.key.length !== 1 || event.key === " ") return false;
  return event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]") === null;
}

async function stepRegion(step: 1 | -1): Promise<void> {
  (await insist(() => import("./step-region.ts"))).stepRegion(step);
}
