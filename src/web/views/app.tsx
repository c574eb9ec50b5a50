import { Suspense, useCallback, useEffect } from "react";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { useApp } from "../store/app.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { PageLayout } from "./page-layout.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Overlays } from "./overlays/overlays.tsx";
import { LoadingRoom } from "./room/loading-room.tsx";
import { RoomPage } from "./room/room-page.tsx";
import { roomPath } from "./room-path.ts";
import { orderChats } from "./chats/order-chats.ts";
import { DetailsPanel, LiveAccountPage, LiveChatsPage, LivePeoplePage, LiveRoomsPage } from "./later.tsx";
import { nameRoom } from "./name-room.ts";
import { findRoute, type Route } from "./shell/routes.ts";
import { Shell } from "./shell/shell.tsx";
import { usePane } from "./shell/use-pane.ts";
import { useShortcuts } from "./shell/use-shortcuts.ts";
import { countUnread } from "./sidebar/count-unread.ts";
import { LiveSidebar } from "./sidebar/live-sidebar.tsx";
import type { SidebarPage } from "./sidebar/sidebar.tsx";
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
  useShortcuts(goToRoom);
  const isDetailsOpen = pane === "details" && open !== undefined;
  return (
    <Shell
      pane={pane}
      sidebar={
        <LiveSidebar
          installationName={installationName}
          me={me ?? null}
          rooms={rooms}
          chats={chats}
          openRoomId={open?.id}
          openPage={toSidebarPage(route)}
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
    case "chats":
    case "people":
      return <PeopleRoute page={route.page} me={me} />;
    default:
      return <NotFoundPage />;
  }
}

/** Guests see nobody: they are asked to log in, and come back. */
function PeopleRoute({ page, me }: { readonly page: "chats" | "people"; readonly me: Self | null | undefined }) {
  const [, navigate] = useBrowserLocation();
  useEffect(() => {
    if (me === null) navigate(`/login/?next=${encodeURIComponent(`/${page}/`)}`, { replace: true });
  }, [me, page, navigate]);
  const blank = <PageLayout title={pageNames[page]}>{null}</PageLayout>;
  if (!me) return blank;
  return (
    <Suspense fallback={blank}>{page === "chats" ? <LiveChatsPage me={me} /> : <LivePeoplePage me={me} />}</Suspense>
  );
}

const noChats: readonly RoomForMe[] = [];
const pageNames = { rooms: "Browse rooms", chats: "Chats", people: "People" };

function toSidebarPage({ page }: Route): SidebarPage | undefined {
  return page === "rooms" || page === "chats" || page === "people" ? page : undefined;
}

function findOpen(rooms: Iterable<RoomForMe>, slug: string): RoomForMe | undefined {
  for (const room of rooms) if (room.slug === slug || String(room.id) === slug) return room;
  return undefined;
}

/** "(3) launch-week · Parley": what is unread elsewhere shows in the browser's tab. */
function useTitle(
  route: Route,
  open: RoomForMe | undefined,
  rooms: readonly RoomForMe[],
  installationName: string,
): void {
  const unread = rooms.reduce((sum, room) => sum + (countUnread(room) > 0 ? 1 : 0), 0);
  const sidebarPage = toSidebarPage(route);
  const page = open ? nameRoom(open) : sidebarPage && pageNames[sidebarPage];
  useEffect(() => {
    const name = page === undefined ? installationName : `${page} · ${installationName}`;
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  }, [page, unread, installationName]);
}
