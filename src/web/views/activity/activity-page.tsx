import type { ReactNode } from "react";
import AtSign from "lucide-react/icons/at-sign";
import CornerUpLeft from "lucide-react/icons/corner-up-left";
import Megaphone from "lucide-react/icons/megaphone";
import type { ActivityItem } from "#protocol/attention-api.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { dayOf, nameDay } from "../../i18n/day.ts";
import { formatTime } from "../../i18n/time.ts";
import { useToday, useZone } from "../../i18n/viewer-zone.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { classes } from "../../ui/classes.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Link } from "../../ui/link.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { nameRoom } from "../name-room.ts";
import { PageLayout } from "../page-layout.tsx";
import { roomPath } from "../room-path.ts";
import styles from "./activity.module.css";

interface ActivityPageProps {
  /** Newest first. */
  readonly items: readonly ActivityItem[];
  readonly roomOf: (roomId: RoomForMe["id"]) => RoomForMe | undefined;
  readonly action?: ReactNode;
  /** What stands in place of the list, or under it. */
  readonly notice?: ReactNode;
  readonly isLoading?: boolean;
}

export function ActivityPage({ items, roomOf, action, notice, isLoading = false }: ActivityPageProps) {
  return (
    <PageLayout title="Activity" action={action}>
      {items.length === 0 && !isLoading && (
        <EmptyState icon={AtSign} title="Nothing for you yet">
          When somebody writes @ and your name, answers a message of yours or calls everybody in a room, it is kept
          here.
        </EmptyState>
      )}
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.message.id}>
            <Item item={item} room={roomOf(item.message.roomId)} />
          </li>
        ))}
      </ul>
      {notice}
    </PageLayout>
  );
}

const kinds = {
  mention: { icon: AtSign, words: "mentioned you" },
  reply: { icon: CornerUpLeft, words: "answered you" },
  all: { icon: Megaphone, words: "called everybody" },
} as const;

interface ItemProps {
  readonly item: ActivityItem;
  readonly room: RoomForMe | undefined;
}

function Item({ item: { kind, message, isUnread }, room }: ItemProps) {
  const zone = useZone();
  const today = useToday();
  const { icon, words } = kinds[kind];
  const { author, createdAt, body } = message;
  const isNew = room?.membership ? message.n > room.membership.readN : isUnread;
  const ms = Date.parse(createdAt);
  const day = dayOf(ms, zone);
  const when = day === today ? formatTime(ms, zone) : nameDay(day, today);
  return (
    <article className={classes(styles.item, isNew && styles.unread)}>
      <Avatar name={author.displayName} seed={author.id} src={author.avatar} />
      <div className={styles.text}>
        <p className={styles.head}>
          <Icon of={icon} size={14} />
          <span className={styles.what}>
            <bdi className={styles.who}>{author.displayName}</bdi> {words}
            {room && (
              <>
                {" in "}
                <bdi className={styles.where}>{nameRoom(room)}</bdi>
              </>
            )}
          </span>
          <time dateTime={createdAt} className={styles.time}>
            {when}
          </time>
        </p>
        <Link href={`${roomPath(room?.slug ?? String(message.roomId))}?at=${message.seq}`} className={styles.link}>
          <bdi>{body.slice(0, 300)}</bdi>
          {isNew && <VisuallyHidden> (unread)</VisuallyHidden>}
        </Link>
      </div>
      {isNew && <span className={styles.dot} aria-hidden="true" />}
    </article>
  );
}
