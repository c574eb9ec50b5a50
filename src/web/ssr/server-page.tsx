import type { ReactNode } from "react";
import { ViewerZoneContext } from "../i18n/viewer-zone.ts";
import { LogInPage, RegisterPage, SetUpPage } from "../views/account/account-pages.tsx";
import { AdminFrame } from "../views/admin/admin-frame.tsx";
import { NotFoundPage } from "../views/not-found-page.tsx";
import { CreateRoomForm } from "../views/rooms/create-room-form.tsx";
import { RoomsPage } from "../views/rooms/rooms-page.tsx";
import { sortForBrowsing } from "../views/rooms/sort-for-browsing.ts";
import { Shell } from "../views/shell/shell.tsx";
import { orderRooms } from "../views/sidebar/order-rooms.ts";
import { Sidebar } from "../views/sidebar/sidebar.tsx";
import type { PageProps } from "./page-props.ts";
import { ServerRoom } from "./server-room.tsx";

/** The same components as the client's, given plain data and no handlers: links and forms do the work. */
export function ServerPage(props: PageProps) {
  return (
    <ViewerZoneContext value={{ zone: "utc", nowMs: props.nowMs }}>
      <PageNode {...props} />
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
    case "rooms":
      return <InShell props={props} main={<ServerRooms props={props} />} />;
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
          openRoomId={open?.id}
          isBrowsing={props.page === "rooms"}
        />
      }
      main={main}
    />
  );
}
