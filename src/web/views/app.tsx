import { useCallback, useEffect } from "react";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { useApp } from "../store/app.ts";
import { PicturesContext } from "../ui/avatar.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { Overlays } from "./overlays/overlays.tsx";
import { LoadingRoom } from "./room/loading-room.tsx";
import { OutsideBar } from "./room/room-footer.tsx";
import { RoomPage } from "./room/room-page.tsx";
import { roomPath } from "./room-path.ts";
import { orderChats } from "./chats/order-chats.ts";
import { insist, later } from "./later.tsx";
import { nameRoom } from "./name-room.ts";
import { findRoute, type Route } from "./shell/routes.ts";
import { Shell } from "./shell/shell.tsx";
import { usePane } from "./shell/use-pane.ts";
import { useNotifier } from "./shell/use-notifier.ts";
import { useShortcuts } from "./shell/use-shortcuts.ts";
import { countNews } from "./sidebar/count-unread.ts";
import { LiveSidebar } from "./sidebar/live-sidebar.tsx";
import { findSidebarPage } from "./sidebar/find-sidebar-page.ts";
import { orderRooms } from "./sidebar/order-rooms.ts";

const LiveAccountPage = later(async () => (await import("./account/live-account-page.tsx")).LiveAccountPage);
const DetailsPanel = later(async () => (await import("./room/details-panel.tsx")).DetailsPanel, <aside data-details />);
const OtherPage = later(async () => (await import("./other-page.tsx")).OtherPage);

/** Brings what a page needs, so that the server's page can be taken over in one step. */
export async function preloadPage(route: Route, isInside: boolean): Promise<void> {
  if (route.page === "room") return void (isInside || (await OutsideBar.preload()));
  if (isAccountPage(route)) return void (await LiveAccountPage.preload());
  await OtherPage.preload();
  await (await import("./other-page.tsx")).preloadOther(route);
}

interface AppProps {
  readonly installationName: string;
}

export function App({ installationName }: AppProps) {
  const [path] = useBrowserLocation();
  const route = findRoute(path);
  return (
    <ErrorBoundary resetKey={path}>
      {isAccountPage(route) ? (
        <LiveAccountPage page={route.page} installationName={installationName} />
      ) : (
        <ChatRoute route={route} installationName={installationName} />
      )}
      <Overlays />
    </ErrorBoundary>
  );
}

type AccountPage = "login" | "register" | "setup";

function isAccountPage(route: Route): route is { readonly page: AccountPage } {
  return route.page === "login" || route.page === "register" || route.page === "setup";
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
          isDetailsOpen && <DetailsPanel key={open.id} room={open} me={me ?? null} onClose={() => navigate(path)} />
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
  if (route.page !== "room") return <OtherPage route={route} me={me} />;
  return <RoomPage key={`${me?.id} ${route.slug}`} slug={route.slug} me={me ?? null} isDetailsOpen={isDetailsOpen} />;
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
  admin: "Administration",
};

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
  useEffect(() => {
    void insist(() => import("./shell/badge-icon.ts")).then(({ badgeIcon }) => badgeIcon(mentions, unreadRooms));
  }, [mentions, unreadRooms]);
}
