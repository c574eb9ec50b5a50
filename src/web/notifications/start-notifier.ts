import { navigate } from "wouter/use-browser-location";
import type { RoomId } from "#protocol/ids.ts";
import { browserClock } from "../platform/clock.ts";
import { readApp, watchApp } from "../store/app.ts";
import { findRoute } from "../views/shell/routes.ts";
import { roomPath } from "../views/room-path.ts";
import { joinTabs } from "./lead-tabs.ts";
import { type Notification as Note, Notifier } from "./notifier.ts";
import { playSound } from "./play-sound.ts";

let isStarted = false;

/** Begins to notify, once per page. Asks for no permission: that is asked for where somebody turns it on. */
export function startNotifier(): void {
  if (isStarted) return;
  isStarted = true;
  const { isLeader, isLookedAt } = joinTabs(isLooking);
  const notifier = new Notifier({
    clock: browserClock,
    isLeader,
    isLookedAt,
    preferences: () => readApp().preferences,
    roomOf: (roomId) => readApp().rooms.get(roomId),
    show,
  });
  watchApp((state, before) => notifier.onState(state, before));
}

function isLooking(roomId: RoomId): boolean {
  if (document.visibilityState !== "visible" || !document.hasFocus()) return false;
  const route = findRoute(location.pathname);
  const room = readApp().rooms.get(roomId);
  return route.page === "room" && (route.slug === room?.slug || route.slug === String(roomId));
}

/** Says who and where; a click leads to the message. */
function show({ room, message }: Note): void {
  if (readApp().preferences.sound) playSound();
  if (!("Notification" in globalThis) || Notification.permission !== "granted") return;
  const isChat = room.kind === "direct" || room.name === "";
  const title = isChat ? message.author.displayName : `${message.author.displayName} in ${room.name}`;
  const note = new Notification(title, { body: message.text, tag: `parley-${room.id}-${message.n}`, silent: true });
  note.addEventListener("click", () => {
    window.focus();
    navigate(`${roomPath(room.slug)}?n=${message.n}`);
    note.close();
  });
}
