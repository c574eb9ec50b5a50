import { useEffect, useState } from "react";
import X from "lucide-react/icons/x";
import type { Member } from "#protocol/membership.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { actions } from "../../store/app.ts";
import { count } from "../../i18n/count.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { iconButtonClass } from "../../ui/icon-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { openOverlay } from "../overlays/overlay-store.ts";
import { MemberList } from "./member-list.tsx";
import { describeReach } from "./room-icon.tsx";
import { findRights } from "./room-rights.ts";
import { RoomSettings } from "./room-settings.tsx";
import styles from "./details-panel.module.css";

interface DetailsPanelProps {
  readonly room: RoomForMe;
  readonly me: Self | null;
  readonly onClose: () => void;
}

export function DetailsPanel({ room, me, onClose }: DetailsPanelProps) {
  const rights = findRights(room, me);
  const [isEditing, setEditing] = useState(false);
  return (
    <aside className={styles.panel} aria-label="Room details" data-details data-region tabIndex={-1}>
      <header className={styles.header}>
        <h2 className={styles.title}>Details</h2>
        <button type="button" className={iconButtonClass()} aria-label="Close details" onClick={onClose}>
          <Icon of={X} />
        </button>
      </header>
      <div className={styles.body}>
        {isEditing ? (
          <RoomSettings room={room} onDone={() => setEditing(false)} />
        ) : (
          <About room={room} canManage={rights.canManage} onEdit={() => setEditing(true)} />
        )}
        <Members room={room} />
        {rights.canLeave && (
          <div className={styles.section}>
            <Button tone="danger" onClick={() => openOverlay({ kind: "leave-room", room })}>
              Leave room
            </Button>
          </div>
        )}
      </div>
    </aside>
  );
}

interface AboutProps {
  readonly room: RoomForMe;
  readonly canManage: boolean;
  readonly onEdit: () => void;
}

function About({ room, canManage, onEdit }: AboutProps) {
  return (
    <section className={styles.section} aria-label="About">
      <h3 className={styles.name}>
        <bdi>{room.name}</bdi>
      </h3>
      <p className={styles.topic} dir="auto">
        {room.topic || "No topic yet."}
      </p>
      <p className={styles.fact}>{describeReach(room)}</p>
      {canManage && (
        <div className={styles.actions}>
          <Button onClick={onEdit}>Change name, topic, readers</Button>
        </div>
      )}
    </section>
  );
}

function Members({ room }: { readonly room: RoomForMe }) {
  const members = useMembers(room);
  return (
    <section className={styles.section} aria-label="Members">
      <h3 className={styles.heading}>{count(room.memberCount, "member", "members")}</h3>
      {members ? <MemberList members={members} /> : <Skeleton kind="row" count={Math.min(8, room.memberCount)} />}
    </section>
  );
}

/** Loaded when asked for, and again when somebody comes or goes. */
function useMembers({ id, memberCount }: RoomForMe): readonly Member[] | undefined {
  const [loaded, setLoaded] = useState<{ members: readonly Member[]; memberCount: number }>();
  useEffect(() => {
    let isGone = false;
    const load = async () => {
      const outcome = await actions.loadMembers(id);
      if (outcome.ok && !isGone) setLoaded({ members: outcome.value, memberCount });
    };
    void load();
    return () => {
      isGone = true;
    };
  }, [id, memberCount]);
  return loaded?.members;
}
