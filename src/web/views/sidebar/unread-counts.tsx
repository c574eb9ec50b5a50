import type { RoomForMe } from "#protocol/room.ts";
import { countMentions } from "../../store/attention.ts";
import { Badge } from "../../ui/badge.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { countUnread } from "./count-unread.ts";
import styles from "./room-row.module.css";

/**
 * What addresses me as a badge, what else is unread as a number; of a muted room only what addresses me. In a direct chat
 * everything does.
 */
export function UnreadCounts({ room }: { readonly room: RoomForMe }) {
  const unread = room.muted ? 0 : countUnread(room);
  const mentions = countMentions(room);
  if (room.kind === "direct") return unread > 0 && <Badge count={unread} label="unread" />;
  return (
    <>
      {mentions > 0 && <Badge count={mentions} label={mentions === 1 ? "mention" : "mentions"} />}
      {unread > mentions && (
        <span className={styles.count}>
          {unread > 99 ? "99+" : unread}
          <VisuallyHidden> unread</VisuallyHidden>
        </span>
      )}
    </>
  );
}

/** Does it ask for a look? */
export function hasNews(room: RoomForMe): boolean {
  return countMentions(room) > 0 || (!room.muted && countUnread(room) > 0);
}
