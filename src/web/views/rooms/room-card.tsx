import type { FormEvent } from "react";
import { Link } from "../../ui/link.tsx";
import type { RoomForMe } from "#protocol/room.ts";
import { count } from "../../i18n/count.ts";
import { Button } from "../../ui/button.tsx";
import { RoomIcon } from "../room/room-icon.tsx";
import { roomPath } from "../room-path.ts";
import styles from "./room-card.module.css";

interface RoomCardProps {
  readonly room: RoomForMe;
  readonly canJoin: boolean;
  readonly onJoin?: (room: RoomForMe) => void;
}

export function RoomCard({ room, canJoin, onJoin }: RoomCardProps) {
  const path = roomPath(room.slug);
  const submit = (event: FormEvent) => {
    if (!onJoin) return;
    event.preventDefault();
    onJoin(room);
  };
  return (
    <article className={styles.card}>
      <span className={styles.sign}>
        <RoomIcon room={room} />
      </span>
      <div className={styles.text}>
        <h3 className={styles.name}>
          <Link href={path} className={styles.link}>
            <bdi>{room.name}</bdi>
          </Link>
        </h3>
        <p className={styles.facts}>
          {count(room.memberCount, "member", "members")} ·{" "}
          {room.n === 0 ? "no messages yet" : count(room.n, "message", "messages")}
        </p>
        {room.topic !== "" && (
          <p className={styles.topic} dir="auto">
            {room.topic}
          </p>
        )}
      </div>
      {canJoin && !room.membership && (
        <form className={styles.join} method="post" action={`${path}join/`} onSubmit={submit}>
          <Button type="submit" aria-label={`Join ${room.name}`}>
            Join
          </Button>
        </form>
      )}
    </article>
  );
}
