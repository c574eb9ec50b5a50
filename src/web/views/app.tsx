import { useCallback, useEffect } from "react";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { useApp } from "../store/app.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Overlays } from "./overlays/overlays.tsx";
import { LoadingRoom } from "./room/loading-room.tsx";
import { RoomPage } from "./room/room-page.tsx";
import { roomPath } from "./room-path.ts";
import { DetailsPanel, LiveAccountPage, LiveAdminPage, LiveRoomsPage } from "./later-pages.tsx";
import { findRoute, type Route } from "./shell/routes.ts";
import { Shell } from "./shell/shell.tsx";
import { usePane } from "./shell/use-pane.ts";
import { useShortcuts } from "./shell/use-shortcuts.ts";
import { countUnread } from "./sidebar/count-unread.ts";
import { LiveSidebar } from "./sidebar/live-sidebar.tsx";
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
  return <LiveAccountPage page={page} installationName={installationName} />;
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
  useTitle(route, open, rooms, installationName);
  const goToRoom = useCallback(
    (step: 1 | -1) => {
      const at = rooms.findIndex((room) => room.id === open?.id);
      const next = rooms[(at + step + rooms.length) % rooms.length];
      if (next) navigate(roomPath(next.slug));
    },
    [rooms, open, navigate],
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
          openRoomId={open?.id}
          isBrowsing={route.page === "rooms"}
        />
      }
      main={<MainRoute route={route} me={me} isDetailsOpen={isDetailsOpen} />}
      details={
        isDetailsOpen && <DetailsPanel key={open.id} room={open} me={me ?? null} onClose={() => navigate(path)} />
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
      return (
        <RoomPage key={`${me?.id} ${route.slug}`} slug={route.slug} me={me ?? null} isDetailsOpen={isDetailsOpen} />
      );
    case "rooms":
      return <LiveRoomsPage isGuest={!me} />;
    case "admin":
      if (me?.role === "admin") return <LiveAdminPage tab={route.tab} me={me} />;
      return <NotFoundPage isGuest={!me} />;
    default:
      return <NotFoundPage isGuest={!me} />;
  }
}

function findOpen(rooms: Iterable<RoomForMe>, slug: string): RoomForMe | undefined {
  for (const room of rooms) if (room.slug === slug || String(room.id) === slug) return room;
  return undefined;
}

const pageNames: Partial<Record<Route["page"], string>> = { rooms: "Browse rooms", admin: "Administration" };

/** "(3) launch-week · Parley": what is unread elsewhere shows in the browser's tab. */
function useTitle(
  route: Route,
  open: RoomForMe | undefined,
  rooms: readonly RoomForMe[],
  installationName: string,
): void {
  const unread = rooms.reduce((sum, room) => sum + (countUnread(room) > 0 ? 1 : 0), 0);
  const page = open?.name ?? pageNames[route.page];
  useEffect(() => {
    const name = page === undefined ? installationName : `${page} · ${installationName}`;
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  }, [page, unread, installationName]);
}
