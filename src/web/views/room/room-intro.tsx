import type { RoomForMe } from "#protocol/room.ts";
import { RoomFace } from "./room-face.tsx";
import { describeReach } from "./room-icon.tsx";
import { isChat, isNotes, nameRoom } from "../name-room.ts";
import styles from "./room-intro.module.css";

interface RoomIntroProps {
  readonly room: RoomForMe;
  readonly canWrite: boolean;
  readonly isEmpty: boolean;
}

/** The top of a room's history: where one is, and what to do when nothing was said yet. */
export function RoomIntro({ room, canWrite, isEmpty }: RoomIntroProps) {
  return (
    <div className={styles.intro}>
      <span className={isChat(room) ? styles.face : styles.sign}>
        <RoomFace room={room} size="large" iconSize={22} />
      </span>
      <h2 className={styles.title}>
        {isNotes(room) ? "Notes to yourself" : `This is the beginning of ${isChat(room) ? "your chat with " : ""}`}
        {!isNotes(room) && <bdi>{nameRoom(room)}</bdi>}
      </h2>
      <p className={styles.text} dir="auto">
        {room.topic || describeReach(room)}
      </p>
      {isEmpty && (
        <p className={styles.text}>
          {canWrite ? "Nothing has been said yet. Write the first message below." : "Nothing has been said yet."}
        </p>
      )}
    </div>
  );
}
