import EyeOff from "lucide-react/icons/eye-off";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { dayOf, nameDay, type Zone } from "../../i18n/day.ts";
import { formatTime } from "../../i18n/time.ts";
import { useToday, useZone } from "../../i18n/viewer-zone.ts";
import { classes } from "../../ui/classes.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Link } from "../../ui/link.tsx";
import { nameRoom } from "../name-room.ts";
import { RoomFace } from "../room/room-face.tsx";
import { roomPath } from "../room-path.ts";
import { hasNews, UnreadCounts } from "../sidebar/unread-counts.tsx";
import styles from "./chat-item.module.css";

interface ChatItemProps {
  readonly room: RoomForMe;
  readonly me: Self;
  readonly onHide?: (room: RoomForMe) => void;
}

/** Who, what was said last, when, and how much of it is unread. */
export function ChatItem({ room, me, onHide }: ChatItemProps) {
  const zone = useZone();
  const today = useToday();
  const isNews = hasNews(room);
  const { lastMessage } = room;
  return (
    <article className={classes(styles.item, isNews && styles.unread)}>
      <RoomFace room={room} size="large" />
      <div className={styles.text}>
        <h2 className={styles.name}>
          <Link href={roomPath(room.slug)} className={styles.link}>
            <bdi>{nameRoom(room)}</bdi>
          </Link>
        </h2>
        <p className={styles.preview} dir="auto">
          {lastMessage ? `${nameSpeaker(room, me)}${lastMessage.text}` : "Nothing has been said yet."}
        </p>
      </div>
      <div className={styles.side}>
        {lastMessage && (
          <time dateTime={lastMessage.createdAt} className={styles.time}>
            {nameWhen(Date.parse(lastMessage.createdAt), today, zone)}
          </time>
        )}
        <UnreadCounts room={room} />
      </div>
      {onHide && (
        <IconButton
          icon={EyeOff}
          label={`Hide ${nameRoom(room)} until something new comes`}
          className={styles.hide}
          onClick={() => onHide(room)}
        />
      )}
    </article>
  );
}

/** Who said it, where that is not clear from the chat's name. */
function nameSpeaker({ kind, memberCount, lastMessage }: RoomForMe, me: Self): string {
  if (lastMessage?.author.id === me.id) return memberCount === 1 ? "" : "You: ";
  return kind === "direct" ? "" : `${lastMessage?.author.displayName}: `;
}

function nameWhen(ms: number, today: number, zone: Zone): string {
  const day = dayOf(ms, zone);
  return day === today ? formatTime(ms, zone) : nameDay(day, today);
}
