import { useEffect } from "react";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { Self } from "#protocol/user.ts";
import { later } from "./later.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { PageLayout } from "./page-layout.tsx";
import type { Route } from "./shell/routes.ts";

const LiveRoomsPage = later(
  async () => (await import("./rooms/live-rooms-page.tsx")).LiveRoomsPage,
  <PageLayout title="Browse rooms">{null}</PageLayout>,
);
const LiveChatsPage = later(
  async () => (await import("./chats/live-chats-page.tsx")).LiveChatsPage,
  <PageLayout title="Chats">{null}</PageLayout>,
);
const LivePeoplePage = later(
  async () => (await import("./people/live-people-page.tsx")).LivePeoplePage,
  <PageLayout title="People">{null}</PageLayout>,
);
const LiveActivityPage = later(
  async () => (await import("./activity/live-activity-page.tsx")).LiveActivityPage,
  <PageLayout title="Activity">{null}</PageLayout>,
);
const LiveSettingsPage = later(
  async () => (await import("./settings/live-settings-page.tsx")).LiveSettingsPage,
  <PageLayout title="Settings">{null}</PageLayout>,
);
const LiveAdminPage = later(
  async () => (await import("./admin/live-admin-page.tsx")).LiveAdminPage,
  <PageLayout title="Administration">{null}</PageLayout>,
  { isForFew: true },
);

const myPages = {
  chats: LiveChatsPage,
  people: LivePeoplePage,
  activity: LiveActivityPage,
  settings: LiveSettingsPage,
};
const pages: Partial<Record<Route["page"], { readonly preload: () => Promise<unknown> }>> = {
  ...myPages,
  rooms: LiveRoomsPage,
  admin: LiveAdminPage,
};

export async function preloadOther({ page }: Route): Promise<void> {
  await pages[page]?.preload();
}

interface OtherPageProps {
  readonly route: Route;
  readonly me: Self | null | undefined;
}

/** What stands beside the sidebar and is no room. */
export function OtherPage({ route, me }: OtherPageProps) {
  switch (route.page) {
    case "rooms":
      return <LiveRoomsPage isGuest={!me} />;
    case "activity":
    case "chats":
    case "people":
    case "settings":
      return me ? <MyPage page={route.page} me={me} /> : <AskLogin page={route.page} isGuest={me === null} />;
    case "admin":
      if (me?.role === "admin") return <LiveAdminPage tab={route.tab} me={me} />;
      return <NotFoundPage isGuest={!me} />;
    default:
      return <NotFoundPage isGuest={!me} />;
  }
}

function MyPage({ page, me }: { readonly page: keyof typeof myPages; readonly me: Self }) {
  const Page = myPages[page];
  return <Page me={me} />;
}

/** What is for people with an account sends others to the login, once it is known that they are none. */
function AskLogin({ page, isGuest }: { readonly page: string; readonly isGuest: boolean }) {
  const [, navigate] = useBrowserLocation();
  useEffect(() => {
    if (isGuest) navigate(`/login/?next=/${page}/`, { replace: true });
  }, [isGuest, page, navigate]);
  return null;
}
