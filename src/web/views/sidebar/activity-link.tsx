import Bell from "lucide-react/icons/bell";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { Badge } from "../../ui/badge.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Link } from "../../ui/link.tsx";
import { countNews } from "./count-unread.ts";
import styles from "./sidebar.module.css";

interface ActivityLinkProps {
  readonly me: Self | null;
  readonly rooms: readonly RoomForMe[];
  readonly isOpen: boolean;
}

/** Where everything is that addresses me, and how much of it I have not seen. */
export function ActivityLink({ me, rooms, isOpen }: ActivityLinkProps) {
  if (!me) return null;
  const { mentions } = countNews(rooms);
  return (
    <Link href="/activity/" className={styles.browse} aria-current={isOpen ? "page" : undefined}>
      <Icon of={Bell} />
      <span className={styles.findText}>Activity</span>
      {mentions > 0 && <Badge count={mentions} label={mentions === 1 ? "mention" : "mentions"} />}
    </Link>
  );
}
