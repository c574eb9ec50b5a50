import type { ReactNode } from "react";
import MessagesSquare from "lucide-react/icons/messages-square";
import type { RoomForMe } from "#protocol/room.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PageLayout } from "../page-layout.tsx";
import { RoomCard } from "./room-card.tsx";
import styles from "./rooms-page.module.css";

interface RoomsPageProps {
  readonly rooms: readonly RoomForMe[];
  readonly isGuest: boolean;
  /** Opens the dialog; without script the form stands at the foot of the page. */
  readonly onCreate?: () => void;
  readonly onJoin?: (room: RoomForMe) => void;
  readonly createForm?: ReactNode;
}

export function RoomsPage({ rooms, isGuest, onCreate, onJoin, createForm }: RoomsPageProps) {
  const mine = rooms.filter((room) => room.membership !== undefined);
  const others = rooms.filter((room) => room.membership === undefined);
  const action = isGuest ? undefined : <CreateButton {...(onCreate && { onCreate })} />;
  return (
    <PageLayout title="Browse rooms" action={action}>
      {rooms.length === 0 && (
        <EmptyState icon={MessagesSquare} title="No rooms to see yet">
          {isGuest
            ? "Rooms that anybody may read are listed here. Log in to see the others."
            : "A room is a place for one topic or one team. Make the first, and others can join it."}
        </EmptyState>
      )}
      <RoomList title="Open to join or read" rooms={others} isGuest={isGuest} {...(onJoin && { onJoin })} />
      <RoomList title="Your rooms" rooms={mine} isGuest={isGuest} />
      {createForm !== undefined && !isGuest && (
        <section className={styles.create} id="create" aria-labelledby="create-title">
          <h2 id="create-title" className={styles.createTitle}>
            Create a room
          </h2>
          {createForm}
        </section>
      )}
    </PageLayout>
  );
}

/** Leads to the form at the foot of the page where no script runs. */
function CreateButton({ onCreate }: { readonly onCreate?: () => void }) {
  return (
    <form action="/rooms/#create">
      <Button type={onCreate ? "button" : "submit"} tone="primary" onClick={onCreate}>
        Create room
      </Button>
    </form>
  );
}

interface RoomListProps {
  readonly title: string;
  readonly rooms: readonly RoomForMe[];
  readonly isGuest: boolean;
  readonly onJoin?: (room: RoomForMe) => void;
}

function RoomList({ title, rooms, isGuest, onJoin }: RoomListProps) {
  if (rooms.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      <ul className={styles.list}>
        {rooms.map((room) => (
          <li key={room.id}>
            <RoomCard room={room} canJoin={!isGuest && room.kind === "public"} {...(onJoin && { onJoin })} />
          </li>
        ))}
      </ul>
    </section>
  );
}
