import type { RoomForMe } from "#protocol/room.ts";
import { Button } from "../../ui/button.tsx";
import { nameRoom } from "../name-room.ts";
import { PersonFacts } from "../overlays/person-facts.tsx";
import { RoomFace } from "./room-face.tsx";
import { describeReach } from "./room-icon.tsx";
import styles from "./details-panel.module.css";

interface AboutRoomProps {
  readonly room: RoomForMe;
  readonly canManage: boolean;
  readonly onEdit: () => void;
}

export function AboutRoom({ room, canManage, onEdit }: AboutRoomProps) {
  if (room.kind === "direct") return <AboutOther room={room} />;
  return (
    <section className={styles.section} aria-label="About">
      <h3 className={styles.name}>
        <bdi>{nameRoom(room)}</bdi>
      </h3>
      <p className={styles.topic} dir="auto">
        {room.topic || "No topic yet."}
      </p>
      <p className={styles.fact}>{describeReach(room)}</p>
      {canManage && (
        <div className={styles.actions}>
          <Button onClick={onEdit}>
            {room.kind === "group" ? "Change name and topic" : "Change name, topic, readers"}
          </Button>
        </div>
      )}
    </section>
  );
}

function AboutOther({ room }: { readonly room: RoomForMe }) {
  const [user] = room.people ?? [];
  return (
    <section className={`${styles.section} ${styles.other}`} aria-label="About">
      <div className={styles.otherHead}>
        <RoomFace room={room} size="large" />
        <div>
          <h3 className={styles.name}>
            <bdi>{nameRoom(room)}</bdi>
          </h3>
          {user && <p className={styles.handle}>@{user.username}</p>}
        </div>
      </div>
      {user && <PersonFacts user={user} />}
      <p className={styles.fact}>{describeReach(room)}</p>
    </section>
  );
}
