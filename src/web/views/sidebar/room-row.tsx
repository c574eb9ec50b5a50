import { memo } from "react";
import { Link } from "../../ui/link.tsx";
import type { RoomForMe } from "#protocol/room.ts";
import { classes } from "../../ui/classes.ts";
import { nameRoom } from "../name-room.ts";
import { RoomFace } from "../room/room-face.tsx";
import { roomPath } from "../room-path.ts";
import { hasNews, UnreadCounts } from "./unread-counts.tsx";
import styles from "./room-row.module.css";

interface RoomRowProps {
  readonly room: RoomForMe;
  readonly isOpen: boolean;
  readonly hasDraft: boolean;
}

/** Unread is weight and a number, in a chat a badge; the open room is a tint. */
export const RoomRow = memo(function RoomRow({ room, isOpen, hasDraft }: RoomRowProps) {
  const isNews = !isOpen && hasNews(room);
  return (
    <Link
      href={roomPath(room.slug)}
      className={classes(styles.row, isOpen && styles.open, isNews && styles.unread, room.muted && styles.muted)}
      aria-current={isOpen ? "page" : undefined}
      data-room={room.id}
    >
      <RoomFace room={room} />
      <bdi className={styles.name}>{nameRoom(room)}</bdi>
      {isNews && <UnreadCounts room={room} />}
      {!isNews && hasDraft && !isOpen && <span className={styles.draft}>draft</span>}
    </Link>
  );
});
