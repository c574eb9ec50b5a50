import type { ReactNode } from "react";
import { Link } from "../../ui/link.tsx";
import Compass from "lucide-react/icons/compass";
import Plus from "lucide-react/icons/plus";
import Search from "lucide-react/icons/search";
import type { RoomId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { Icon } from "../../ui/icon.tsx";
import { iconButtonClass } from "../../ui/icon-button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { ActivityLink } from "./activity-link.tsx";
import { ChatSection } from "./chat-section.tsx";
import { GuestCard } from "./guest-card.tsx";
import type { SidebarPage } from "./find-sidebar-page.ts";
import { instead } from "./instead.ts";
import { MeCard } from "./me-card.tsx";
import { RoomRow } from "./room-row.tsx";
import styles from "./sidebar.module.css";

export interface SidebarProps {
  readonly installationName: string;
  readonly me: Self | null;
  /** In the order in which they are shown. */
  readonly rooms: readonly RoomForMe[];
  readonly chats: readonly RoomForMe[];
  readonly openRoomId: RoomId | undefined;
  readonly openPage: SidebarPage | undefined;
  /** What my own menu holds. */
  readonly menu?: ReactNode;
  readonly draftRoomIds?: ReadonlySet<RoomId>;
  readonly onFind?: () => void;
  readonly onCreate?: () => void;
  readonly onNewMessage?: () => void;
}

const noDrafts: ReadonlySet<RoomId> = new Set();

export function Sidebar(props: SidebarProps) {
  const { installationName, me, rooms, chats, openRoomId, openPage, draftRoomIds = noDrafts } = props;
  return (
    <aside className={styles.side} id="sidebar" data-sidebar aria-label="Rooms and account">
      <div className={styles.brand}>
        <span className={styles.mark} aria-hidden="true">
          {installationName.slice(0, 1).toUpperCase()}
        </span>
        <bdi className={styles.brandName}>{installationName}</bdi>
      </div>
      <a className={styles.find} href={me ? "/people/" : "/rooms/"} onClick={instead(props.onFind)}>
        <Icon of={Search} />
        <span className={styles.findText}>{me ? "Find people and rooms" : "Find a room"}</span>
        <Kbd keys="Ctrl K" />
      </a>
      <nav className={styles.nav} aria-label={me ? "Rooms and chats" : "Rooms"} data-region tabIndex={-1}>
        <ActivityLink me={me} rooms={[...rooms, ...chats]} isOpen={openPage === "activity"} />
        <h2 className={styles.heading}>
          Rooms
          {me && (
            <a
              href="/rooms/#create"
              className={`${iconButtonClass()} ${styles.add}`}
              aria-label="Create a room"
              data-tip="Create a room"
              onClick={instead(props.onCreate)}
            >
              <Icon of={Plus} size={16} />
            </a>
          )}
        </h2>
        <ul>
          {rooms.map((room) => (
            <li key={room.id}>
              <RoomRow room={room} isOpen={room.id === openRoomId} hasDraft={draftRoomIds.has(room.id)} />
            </li>
          ))}
        </ul>
        <Link href="/rooms/" className={styles.browse} aria-current={openPage === "rooms" ? "page" : undefined}>
          <Icon of={Compass} />
          Browse rooms
        </Link>
        {me && (
          <ChatSection
            chats={chats}
            openRoomId={openRoomId}
            draftRoomIds={draftRoomIds}
            openPage={openPage === "chats" || openPage === "people" ? openPage : undefined}
            onNewMessage={props.onNewMessage}
          />
        )}
      </nav>
      {me ? <MeCard me={me} menu={props.menu} /> : <GuestCard />}
    </aside>
  );
}
