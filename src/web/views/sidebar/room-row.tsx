import { memo } from "react";
import { Link } from "../../ui/link.tsx";
import type { RoomForMe } from "#protocol/room.ts";
import { Badge } from "../../ui/badge.tsx";
import { classes } from "../../ui/classes.ts";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { isChat, nameRoom } from "../name-room.ts";
import { RoomFace } from "../room/room-face.tsx";
import { roomPath } from "../room-path.ts";
import { countUnread } from "./count-unread.ts";
import styles from "./room-row.module.css";

interface RoomRowProps {
  readonly room: RoomForMe;
  readonly isOpen: boolean;
  readonly hasDraft: boolean;
}

/** Unread is weight and a number, in a chat a badge; the open room is a tint. */
export const RoomRow = memo(function RoomRow({ room, isOpen, hasDraft }: RoomRowProps) {
  const unread = isOpen ? 0 : countUnread(room);
  return (
    <Link
      href={roomPath(room.slug)}
      className={classes(styles.row, isOpen && styles.open, unread > 0 && styles.unread)}
      aria-current={isOpen ? "page" : undefined}
      data-room={room.id}
    >
      <RoomFace room={room} />
      <bdi className={styles.name}>{nameRoom(room)}</bdi>
      {unread > 0 && (isChat(room) ? <Badge count={unread} label="unread" /> : <UnreadCount unread={unread} />)}
      {unread === 0 && hasDraft && !isOpen && <span className={styles.draft}>draft</span>}
    </Link>
  );
});

function UnreadCount({ unread }: { readonly unread: number }) {
  return (
    <span className={styles.count}>
      {unread > 99 ? "99+" : unread}
      <VisuallyHidden> unread</VisuallyHidden>
    </span>
  );
}
