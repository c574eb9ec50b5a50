import { Suspense, useCallback, useEffect } from "react";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { useApp } from "../store/app.ts";
import { PicturesContext } from "../ui/avatar.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { PageLayout } from "./page-layout.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Overlays } from "./overlays/overlays.tsx";
import { LoadingRoom } from "./room/loading-room.tsx";
import { RoomPage } from "./room/room-page.tsx";
import { roomPath } from "./room-path.ts";
import { orderChats } from "./chats/order-chats.ts";
import {
  DetailsPanel,
  LiveAccountPage,
  LiveActivityPage,
  LiveChatsPage,
  LivePeoplePage,
  LiveRoomsPage,
  LiveSettingsPage,
} from "./later.tsx";
import { nameRoom } from "./name-room.ts";
import { findRoute, type Route } from "./shell/routes.ts";
import { Shell } from "./shell/shell.tsx";
import { usePane } from "./shell/use-pane.ts";
import { useNotifier } from "./shell/use-notifier.ts";
import { useShortcuts } from "./shell/use-shortcuts.ts";
import { badgeIcon } from "./shell/badge-icon.ts";
import { countNews } from "./sidebar/count-unread.ts";
import { LiveSidebar } from "./sidebar/live-sidebar.tsx";
import { findSidebarPage } from "./sidebar/find-sidebar-page.ts";
import { orderRooms } from "./sidebar/order-rooms.ts";

interface AppProps {
  readonly installationName: string;
}

export function App({ installationName }: AppProps) {
  const [path] = useBrowserLocation();
  const route = findRoute(path);
  return (
    <ErrorBoundary resetKey={path}>
      {route.page === "login" || route.page === "register" || route.page === "setup" ? (
        <AccountRoute page={route.page} installationName={installationName} />
      ) : (
        <ChatRoute route={route} installationName={installationName} />
      )}
      <Overlays />
    </ErrorBoundary>
  );
}

interface AccountRouteProps extends AppProps {
  readonly page: "login" | "register" | "setup";
}

function AccountRoute({ page, installationName }: AccountRouteProps) {
  useEffect(() => {
    const names = { login: "Log in", register: "Register", setup: "Set up" };
    document.title = `${names[page]} · ${installationName}`;
  }, [page, installationName]);
  return (
    <Suspense fallback={null}>
      <LiveAccountPage page={page} installationName={installationName} />
    </Suspense>
  );
}

interface ChatRouteProps extends AppProps {
  readonly route: Route;
}

function ChatRoute({ route, installationName }: ChatRouteProps) {
  const [path, navigate] = useBrowserLocation();
  const pane = usePane();
  const me = useApp((state) => state.me);
  const roomMap = useApp((state) => state.rooms);
  const open = route.page === "room" ? findOpen(roomMap.values(), route.slug) : undefined;
  const rooms = orderRooms(roomMap.values(), !me, open?.id);
  const chats = me ? orderChats(roomMap.values(), open?.id) : noChats;
  useTitle(route, open, [...rooms, ...chats], installationName);
  const goToRoom = useCallback(
    (step: 1 | -1) => {
      const all = [...rooms, ...chats];
      const at = all.findIndex((room) => room.id === open?.id);
      const next = all[(at + step + all.length) % all.length];
      if (next) navigate(roomPath(next.slug));
    },
    [rooms, chats, open, navigate],
  );
  useShortcuts(goToRoom, open?.id);
  useNotifier(Boolean(me));
  const isDetailsOpen = pane === "details" && open !== undefined;
  return (
    <PicturesContext value={Boolean(me)}>
      <Shell
        pane={pane}
        sidebar={
          <LiveSidebar
            installationName={installationName}
            me={me ?? null}
            rooms={rooms}
            chats={chats}
            openRoomId={open?.id}
            openPage={findSidebarPage(route.page)}
          />
        }
        main={<MainRoute route={route} me={me} isDetailsOpen={isDetailsOpen} />}
        details={
          isDetailsOpen && (
            <Suspense fallback={<aside data-details />}>
              <DetailsPanel key={open.id} room={open} me={me ?? null} onClose={() => navigate(path)} />
            </Suspense>
          )
        }
      />
    </PicturesContext>
  );
}

interface MainRouteProps {
  readonly route: Route;
  readonly me: Self | null | undefined;
  readonly isDetailsOpen: boolean;
}

function MainRoute({ route, me, isDetailsOpen }: MainRouteProps) {
  if (me === undefined && route.page === "room") return <LoadingRoom room={undefined} />;
  switch (route.page) {
    case "room":
      return <RoomPage key={route.slug} slug={route.slug} me={me ?? null} isDetailsOpen={isDetailsOpen} />;
    case "rooms":
      return (
        <Suspense fallback={<PageLayout title="Browse rooms">{null}</PageLayout>}>
          <LiveRoomsPage isGuest={!me} />
        </Suspense>
      );
    case "activity":
      return me ? (
        <Suspense fallback={<PageLayout title="Activity">{null}</PageLayout>}>
          <LiveActivityPage />
        </Suspense>
      ) : (
        <AskLogin next="/activity/" isGuest={me === null} />
      );
    case "chats":
    case "people":
      return me ? (
        <Suspense fallback={<PageLayout title={pageNames[route.page] ?? ""}>{null}</PageLayout>}>
          {route.page === "chats" ? <LiveChatsPage me={me} /> : <LivePeoplePage me={me} />}
        </Suspense>
      ) : (
        <AskLogin next={`/${route.page}/`} isGuest={me === null} />
      );
    case "settings":
      return me ? (
        <Suspense fallback={<PageLayout title="Settings">{null}</PageLayout>}>
          <LiveSettingsPage me={me} />
        </Suspense>
      ) : (
        <AskLogin next="/settings/" isGuest={me === null} />
      );
    default:
      return <NotFoundPage />;
  }
}

const noChats: readonly RoomForMe[] = [];

function findOpen(rooms: Iterable<RoomForMe>, slug: string): RoomForMe | undefined {
  for (const room of rooms) if (room.slug === slug || String(room.id) === slug) return room;
  return undefined;
}

const pageNames: Partial<Record<Route["page"], string>> = {
  rooms: "Browse rooms",
  chats: "Chats",
  people: "People",
  activity: "Activity",
  settings: "Settings",
};

/** What is for people with an account sends others to the login, once it is known that they are none. */
function AskLogin({ next, isGuest }: { readonly next: string; readonly isGuest: boolean }) {
  const [, navigate] = useBrowserLocation();
  useEffect(() => {
    if (isGuest) navigate(`/login/?next=${encodeURIComponent(next)}`, { replace: true });
  }, [isGuest, next, navigate]);
  return null;
}

/** "(@1 · 3) launch-week · Parley": what addresses me and what is unread elsewhere shows in the browser's tab. */
function useTitle(
  route: Route,
  open: RoomForMe | undefined,
  rooms: readonly RoomForMe[],
  installationName: string,
): void {
  const { mentions, unreadRooms } = countNews(rooms);
  const page = (open && nameRoom(open)) ?? pageNames[route.page];
  useEffect(() => {
    const name = page === undefined ? installationName : `${page} · ${installationName}`;
    const counts = [mentions > 0 && `@${mentions}`, unreadRooms > 0 && unreadRooms].filter(Boolean).join(" · ");
    document.title = counts === "" ? name : `(${counts}) ${name}`;
  }, [page, mentions, unreadRooms, installationName]);
  useEffect(() => void badgeIcon(mentions, unreadRooms), [mentions, unreadRooms]);
}
