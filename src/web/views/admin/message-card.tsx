import Trash2 from "lucide-react/icons/trash-2";
import type { PlacedMessage } from "#protocol/message.ts";
import { formatDateTime, formatMoment } from "../../i18n/time.ts";
import { useZone } from "../../i18n/viewer-zone.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Link } from "../../ui/link.tsx";
import { roomPath } from "../room-path.ts";
import styles from "./message-card.module.css";
import { messagesPath, type MessagesFilter } from "./messages-path.ts";

interface MessageCardProps {
  readonly message: PlacedMessage;
  /** What is shown at present; its author and room narrow it further. */
  readonly filter: MessagesFilter;
  readonly onDelete: () => void;
}

/** A message as it was written, with who, where and when. */
export function MessageCard({ message, filter, onDelete }: MessageCardProps) {
  const { author, room, body, seq } = message;
  const zone = useZone();
  const ms = Date.parse(message.createdAt);
  return (
    <article className={styles.card}>
      <Avatar name={author.displayName} seed={author.id} />
      <div className={styles.main}>
        <p className={styles.head}>
          <Link
            href={messagesPath({ ...filter, author: author.id })}
            className={styles.author}
            title={`Messages of @${author.username}`}
          >
            <bdi>{author.displayName}</bdi>
          </Link>
          <span className={styles.place}>
            in{" "}
            <Link href={messagesPath({ ...filter, room: room.slug })} className={styles.room}>
              <bdi>{room.name}</bdi>
            </Link>{" "}
            ·{" "}
            <Link href={`${roomPath(room.slug)}?at=${seq}`} className={styles.time} title="Show it in its room">
              <time dateTime={message.createdAt} title={formatMoment(ms, zone)}>
                {formatDateTime(ms, zone)}
              </time>
            </Link>
          </span>
        </p>
        <p className={styles.body} dir="auto">
          {body}
        </p>
      </div>
      <IconButton
        icon={Trash2}
        label={`Delete the message of ${author.displayName}`}
        isDanger
        className={styles.delete}
        onClick={onDelete}
      />
    </article>
  );
}
