import ChevronLeft from "lucide-react/icons/chevron-left";
import PanelRight from "lucide-react/icons/panel-right";
import type { RoomForMe } from "#protocol/room.ts";
import type { User } from "#protocol/user.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Icon } from "../../ui/icon.tsx";
import { iconButtonClass } from "../../ui/icon-button.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { RoomFace } from "./room-face.tsx";
import { isNotes, nameRoom } from "../name-room.ts";
import styles from "./room-header.module.css";

interface RoomHeaderProps {
  readonly room: RoomForMe;
  /** A few of its members; they are in the details in full. */
  readonly faces: readonly User[];
  readonly isDetailsOpen?: boolean;
}

export function RoomHeader({ room, faces, isDetailsOpen = false }: RoomHeaderProps) {
  return (
    <header className={styles.header}>
      <a href="#sidebar" className={`${iconButtonClass()} ${styles.back}`} aria-label="Back to the list of rooms">
        <Icon of={ChevronLeft} size={20} />
      </a>
      <h1 className={styles.name}>
        <span className={styles.sign}>
          <RoomFace room={room} size="medium" />
        </span>
        <bdi className={styles.nameText}>{nameRoom(room)}</bdi>
      </h1>
      <p className={styles.topic} title={room.topic} dir="auto">
        {room.kind === "direct" ? describeOther(room) : room.topic}
      </p>
      <a
        href={isDetailsOpen ? "#" : "#details"}
        className={styles.members}
        aria-expanded={isDetailsOpen}
        data-tip={isDetailsOpen ? "Close details" : "Room details"}
        data-details-toggle
      >
        {room.kind === "direct" ? <VisuallyHidden>Chat details</VisuallyHidden> : <Crowd room={room} faces={faces} />}
        <Icon of={PanelRight} />
      </a>
    </header>
  );
}

function describeOther(room: RoomForMe): string {
  if (isNotes(room)) return "Only you see this.";
  return `@${room.people?.[0]?.username ?? ""}`;
}

function Crowd({ room: { memberCount }, faces }: Pick<RoomHeaderProps, "room" | "faces">) {
  return (
    <>
      <span className={styles.faces}>
        {faces.slice(0, 3).map((user) => (
          <Avatar key={user.id} name={user.displayName} seed={user.id} src={user.avatar} size="small" isStacked />
        ))}
      </span>
      <span className={styles.count}>
        {memberCount}
        <VisuallyHidden> {memberCount === 1 ? "member" : "members"}, room details</VisuallyHidden>
      </span>
    </>
  );
}
