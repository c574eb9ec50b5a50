import { lazy, useState, type ComponentType } from "react";
import type { Route } from "./shell/routes.ts";

/** A view whose code comes when it is first shown; once `preload` has brought it, it is drawn without a wait. */
function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | undefined;
  const preload = async () => {
    loaded ??= await load();
    return loaded;
  };
  const Lazy = lazy(async () => ({ default: await preload() }));
  function Later(props: Props) {
    const [View] = useState(() => loaded);
    return View ? <View {...props} /> : <Lazy {...(props as Props & Parameters<typeof Lazy>[0])} />;
  }
  return Object.assign(Later, { preload });
}

export const LiveAccountPage = later(async () => (await import("./account/live-account-page.tsx")).LiveAccountPage);
export const LiveRoomsPage = later(async () => (await import("./rooms/live-rooms-page.tsx")).LiveRoomsPage);
export const LiveSettingsPage = later(async () => (await import("./settings/live-settings-page.tsx")).LiveSettingsPage);
export const LiveChatsPage = later(async () => (await import("./chats/live-chats-page.tsx")).LiveChatsPage);
export const LivePeoplePage = later(async () => (await import("./people/live-people-page.tsx")).LivePeoplePage);
export const LiveActivityPage = later(async () => (await import("./activity/live-activity-page.tsx")).LiveActivityPage);
export const PresenceChoice = later(async () => (await import("./presence/presence-choice.tsx")).PresenceChoice);
export const TypingLine = later(async () => (await import("./presence/typing-line.tsx")).TypingLine);
export const DetailsPanel = later(async () => (await import("./room/details-panel.tsx")).DetailsPanel);

/** Brings what a page needs, so that the server's page can be taken over in one step. */
export async function preload(route: Route): Promise<void> {
  if (route.page === "rooms") await LiveRoomsPage.preload();
  if (route.page === "settings") await LiveSettingsPage.preload();
  if (route.page === "chats") await LiveChatsPage.preload();
  if (route.page === "activity") await LiveActivityPage.preload();
  if (route.page === "people") await LivePeoplePage.preload();
  if (route.page === "login" || route.page === "register" || route.page === "setup") await LiveAccountPage.preload();
}
