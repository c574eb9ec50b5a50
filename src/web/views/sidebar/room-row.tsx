import { memo } from "react";
import { Link } from "../../ui/link.tsx";
import type { RoomForMe } from "#protocol/room.ts";
import { classes } from "../../ui/classes.ts";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { RoomIcon } from "../room/room-icon.tsx";
import { roomPath } from "../room-path.ts";
import { countUnread } from "./count-unread.ts";
import styles from "./room-row.module.css";

interface RoomRowProps {
  readonly room: RoomForMe;
  readonly isOpen: boolean;
  readonly hasDraft: boolean;
}

/** Unread is weight and a number; the open room is a tint. */
export const RoomRow = memo(function RoomRow({ room, isOpen, hasDraft }: RoomRowProps) {
  const unread = isOpen ? 0 : countUnread(room);
  return (
    <Link
      href={roomPath(room.slug)}
      className={classes(styles.row, isOpen && styles.open, unread > 0 && styles.unread)}
      aria-current={isOpen ? "page" : undefined}
      data-room={room.id}
    >
      <RoomIcon room={room} />
      <bdi className={styles.name}>{room.name}</bdi>
      {unread > 0 && (
        <span className={styles.count}>
          {unread > 99 ? "99+" : unread}
          <VisuallyHidden> unread</VisuallyHidden>
        </span>
      )}
      {unread === 0 && hasDraft && !isOpen && <span className={styles.draft}>draft</span>}
    </Link>
  );
});
