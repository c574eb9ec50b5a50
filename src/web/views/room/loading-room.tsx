import type { RoomForMe } from "#protocol/room.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { nameRoom } from "../name-room.ts";
import { RoomHeader } from "./room-header.tsx";
import { RoomLayout } from "./room-layout.tsx";
import styles from "./loading-room.module.css";

/** A room before its messages are here: everything in its place and size. */
export function LoadingRoom({ room }: { readonly room: RoomForMe | undefined }) {
  return (
    <RoomLayout
      label={room ? nameRoom(room) : "Room"}
      header={room ? <RoomHeader room={room} faces={[]} /> : <div className={styles.header} />}
      log={
        <div className={styles.log} aria-busy="true" aria-label="Loading messages">
          <Skeleton kind="message" count={7} />
        </div>
      }
      footer={<div className={styles.footer} />}
    />
  );
}
