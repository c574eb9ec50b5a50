import type { ReactNode } from "react";
import { ViewerZoneContext } from "../i18n/viewer-zone.ts";
import { LogInPage, RegisterPage, SetUpPage } from "../views/account/account-pages.tsx";
import { PicturesContext } from "../ui/avatar.tsx";
import { ActivityPage } from "../views/activity/activity-page.tsx";
import { ChatsPage } from "../views/chats/chats-page.tsx";
import { orderChats } from "../views/chats/order-chats.ts";
import { AdminFrame } from "../views/admin/admin-frame.tsx";
import { NotFoundPage } from "../views/not-found-page.tsx";
import { PeoplePage } from "../views/people/people-page.tsx";
import { CreateRoomForm } from "../views/rooms/create-room-form.tsx";
import { RoomsPage } from "../views/rooms/rooms-page.tsx";
import { sortForBrowsing } from "../views/rooms/sort-for-browsing.ts";
import { SettingsPage } from "../views/settings/settings-page.tsx";
import { Shell } from "../views/shell/shell.tsx";
import { orderRooms } from "../views/sidebar/order-rooms.ts";
import { findSidebarPage } from "../views/sidebar/find-sidebar-page.ts";
import { MeMenu } from "../views/sidebar/me-menu.tsx";
import { Sidebar } from "../views/sidebar/sidebar.tsx";
import type { ActivityPageProps, ChatsPageProps, PageProps, PeoplePageProps } from "./page-props.ts";
import { ServerRoom } from "./server-room.tsx";

/** The same components as the client's, given plain data and no handlers: links and forms do the work. */
export function ServerPage(props: PageProps) {
  return (
    <ViewerZoneContext value={{ zone: "utc", nowMs: props.nowMs }}>
      <PicturesContext value={props.me !== null}>
        <PageNode {...props} />
      </PicturesContext>
    </ViewerZoneContext>
  );
}

function PageNode(props: PageProps) {
  switch (props.page) {
    case "login":
      return <LogInPage {...props} />;
    case "register":
      return <RegisterPage {...props} />;
    case "setup":
      return <SetUpPage {...props} />;
    case "room":
      return <InShell props={props} main={<ServerRoom {...props} />} />;
    case "chats":
      return <InShell props={props} main={<ServerChats {...props} />} />;
    case "people":
      return <InShell props={props} main={<ServerPeople {...props} />} />;
    case "rooms":
      return <InShell props={props} main={<ServerRooms props={props} />} />;
    case "activity":
      return <InShell props={props} main={<ServerActivity {...props} />} />;
    case "settings":
      return <InShell props={props} main={props.me && <SettingsPage {...props} me={props.me} />} />;
    case "admin":
      return <InShell props={props} main={<ServerAdmin tab={props.tab} />} />;
    default:
      return <InShell props={props} main={<NotFoundPage isGuest={!props.me} />} />;
  }
}

function ServerRooms({ props }: { readonly props: Extract<PageProps, { page: "rooms" }> }) {
  return (
    <RoomsPage
      rooms={sortForBrowsing(props.rooms)}
      isGuest={!props.me}
      createForm={<CreateRoomForm error={props.error} values={props.values} />}
    />
  );
}

function ServerActivity({ items, rooms }: ActivityPageProps) {
  return <ActivityPage items={items} roomOf={(roomId) => rooms.find(({ id }) => id === roomId)} />;
}

function ServerChats({ me, rooms }: ChatsPageProps) {
  return me && <ChatsPage me={me} chats={orderChats(rooms)} />;
}

function ServerPeople({ me, q, users, nextCursor, error }: PeoplePageProps) {
  const next = nextCursor !== undefined && <a href={`/people/?after=${encodeURIComponent(nextCursor)}`}>More people</a>;
  return me && <PeoplePage me={me} typed={q} users={users} notice={error && <p>{error.message}</p>} more={next} />;
}

function ServerAdmin({ tab }: Pick<Extract<PageProps, { page: "admin" }>, "tab">) {
  return (
    <AdminFrame tab={tab}>
      <noscript>
        <p>Administration needs JavaScript.</p>
      </noscript>
    </AdminFrame>
  );
}

interface InShellProps {
  readonly props: PageProps;
  readonly main: ReactNode;
}

function InShell({ props, main }: InShellProps) {
  const open = props.page === "room" ? props.room : undefined;
  const rooms = open && !props.rooms.some(({ id }) => id === open.id) ? [...props.rooms, open] : props.rooms;
  return (
    <Shell
      sidebar={
        <Sidebar
          installationName={props.installationName}
          me={props.me}
          rooms={orderRooms(rooms, !props.me, open?.id)}
          chats={orderChats(rooms, open?.id)}
          openRoomId={open?.id}
          openPage={findSidebarPage(props.page)}
          menu={props.me && <MeMenu me={props.me} />}
        />
      }
      main={main}
    />
  );
}
