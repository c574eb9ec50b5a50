import ChevronLeft from "lucide-react/icons/chevron-left";
import PanelRight from "lucide-react/icons/panel-right";
import type { RoomForMe } from "#protocol/room.ts";
import type { User } from "#protocol/user.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Icon } from "../../ui/icon.tsx";
import { iconButtonClass } from "../../ui/icon-button.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { RoomIcon } from "./room-icon.tsx";
import styles from "./room-header.module.css";

interface RoomHeaderProps {
  readonly room: RoomForMe;
  /** A few of its members; they are in the details in full. */
  readonly faces: readonly User[];
  readonly isDetailsOpen?: boolean;
}

export function RoomHeader({ room, faces, isDetailsOpen = false }: RoomHeaderProps) {
  return (
    <header className={styles.header}>
      <a href="#sidebar" className={`${iconButtonClass()} ${styles.back}`} aria-label="Back to the list of rooms">
        <Icon of={ChevronLeft} size={20} />
      </a>
      <h1 className={styles.name}>
        <span className={styles.sign}>
          <RoomIcon room={room} />
        </span>
        <bdi className={styles.nameText}>{room.name}</bdi>
      </h1>
      <p className={styles.topic} title={room.topic} dir="auto">
        {room.topic}
      </p>
      <a
        href={isDetailsOpen ? "#" : "#details"}
        className={styles.members}
        aria-expanded={isDetailsOpen}
        data-tip={isDetailsOpen ? "Close details" : "Room details"}
        data-details-toggle
      >
        <span className={styles.faces}>
          {faces.slice(0, 3).map((user) => (
            <Avatar key={user.id} name={user.displayName} seed={user.id} size="small" isStacked />
          ))}
        </span>
        <span className={styles.count}>
          {room.memberCount}
          <VisuallyHidden> {room.memberCount === 1 ? "member" : "members"}, room details</VisuallyHidden>
        </span>
        <Icon of={PanelRight} />
      </a>
    </header>
  );
}
