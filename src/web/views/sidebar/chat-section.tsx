import MessageCircle from "lucide-react/icons/message-circle";
import Plus from "lucide-react/icons/plus";
import Users from "lucide-react/icons/users";
import type { RoomId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { Icon } from "../../ui/icon.tsx";
import { iconButtonClass } from "../../ui/icon-button.tsx";
import { Link } from "../../ui/link.tsx";
import { instead } from "./instead.ts";
import { RoomRow } from "./room-row.tsx";
import styles from "./sidebar.module.css";

interface ChatSectionProps {
  /** In the order in which they are shown. */
  readonly chats: readonly RoomForMe[];
  readonly openRoomId: RoomId | undefined;
  readonly draftRoomIds: ReadonlySet<RoomId>;
  readonly openPage: "chats" | "people" | undefined;
  readonly onNewMessage: (() => void) | undefined;
}

/** So many stand in the sidebar; the others are on the page of chats. */
const shownChats = 40;

export function ChatSection({ chats, openRoomId, draftRoomIds, openPage, onNewMessage }: ChatSectionProps) {
  return (
    <>
      <h2 className={styles.heading}>
        Direct
        <a
          href="/people/"
          className={`${iconButtonClass()} ${styles.add}`}
          aria-label="New message"
          data-tip="New message"
          onClick={instead(onNewMessage)}
        >
          <Icon of={Plus} size={16} />
        </a>
      </h2>
      <ul aria-label="Direct">
        {chats.slice(0, shownChats).map((room) => (
          <li key={room.id}>
            <RoomRow room={room} isOpen={room.id === openRoomId} hasDraft={draftRoomIds.has(room.id)} />
          </li>
        ))}
      </ul>
      <Link href="/chats/" className={styles.browse} aria-current={openPage === "chats" ? "page" : undefined}>
        <Icon of={MessageCircle} />
        All chats
      </Link>
      <Link href="/people/" className={styles.browse} aria-current={openPage === "people" ? "page" : undefined}>
        <Icon of={Users} />
        People
      </Link>
    </>
  );
}
