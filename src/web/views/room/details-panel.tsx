import { useEffect, useState } from "react";
import X from "lucide-react/icons/x";
import type { Member } from "#protocol/membership.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { chatActions } from "../../store/chats.ts";
import { count } from "../../i18n/count.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { iconButtonClass } from "../../ui/icon-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { RoomAttention } from "../attention/room-attention.tsx";
import { openOverlay } from "../overlays/overlay-store.ts";
import { isChat } from "../name-room.ts";
import { AboutRoom } from "./about-room.tsx";
import { ChatActions } from "./chat-actions.tsx";
import { GroupSettings } from "./group-settings.tsx";
import { MemberList } from "./member-list.tsx";
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
          <Settings room={room} onDone={() => setEditing(false)} />
        ) : (
          <AboutRoom room={room} canManage={rights.canManage} onEdit={() => setEditing(true)} />
        )}
        {room.kind !== "direct" && <Members room={room} canInvite={rights.canInvite} />}
        {room.membership && (
          <section className={styles.section} aria-label="Notifications">
            <h3 className={styles.heading}>Notifications</h3>
            <RoomAttention room={room} />
          </section>
        )}
        {isChat(room) && room.membership && <ChatActions room={room} />}
        {rights.canLeave && (
          <div className={styles.section}>
            <Button tone="danger" onClick={() => openOverlay({ kind: "leave-room", room })}>
              {room.kind === "group" ? "Leave group" : "Leave room"}
            </Button>
          </div>
        )}
      </div>
    </aside>
  );
}

function Settings({ room, onDone }: { readonly room: RoomForMe; readonly onDone: () => void }) {
  return room.kind === "group" ? (
    <GroupSettings room={room} onDone={onDone} />
  ) : (
    <RoomSettings room={room} onDone={onDone} />
  );
}

interface MembersProps {
  readonly room: RoomForMe;
  readonly canInvite: boolean;
}

function Members({ room, canInvite }: MembersProps) {
  const members = useMembers(room);
  return (
    <section className={styles.section} aria-label="Members">
      <h3 className={styles.heading}>{count(room.memberCount, "member", "members")}</h3>
      {members ? <MemberList members={members} /> : <Skeleton kind="row" count={Math.min(8, room.memberCount)} />}
      {canInvite && (
        <div className={styles.actions}>
          <Button onClick={() => openOverlay({ kind: "add-people", room })}>Add people</Button>
        </div>
      )}
    </section>
  );
}

/** Loaded when asked for, and again when somebody comes or goes. */
function useMembers({ id, memberCount }: RoomForMe): readonly Member[] | undefined {
  const [loaded, setLoaded] = useState<{ members: readonly Member[]; memberCount: number }>();
  useEffect(() => {
    let isGone = false;
    const load = async () => {
      const outcome = await chatActions.loadMembers(id);
      if (outcome.ok && !isGone) setLoaded({ members: outcome.value, memberCount });
    };
    void load();
    return () => {
      isGone = true;
    };
  }, [id, memberCount]);
  return loaded?.members;
}
