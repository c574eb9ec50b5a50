import type { Member } from "#protocol/membership.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { openOverlay } from "../overlays/overlay-store.ts";
import { PresenceWord } from "../presence/presence-word.tsx";
import styles from "./member-list.module.css";

const roleOrder = ["owner", "moderator", "member"];

export function MemberList({ members }: { readonly members: readonly Member[] }) {
  const present = members
    .filter((member) => member.leftAt === undefined)
    .sort(
      (one, other) =>
        roleOrder.indexOf(one.role) - roleOrder.indexOf(other.role) ||
        one.user.displayName.localeCompare(other.user.displayName),
    );
  return (
    <ul>
      {present.map(({ user, role }) => (
        <li key={user.id}>
          <button
            type="button"
            className={styles.member}
            onClick={(event) => openOverlay({ kind: "person", user, anchor: event.currentTarget })}
          >
            <Avatar name={user.displayName} seed={user.id} src={user.avatar} size="medium" />
            <span className={styles.who}>
              <bdi className={styles.name}>{user.displayName}</bdi>
              <span className={styles.handle}>
                @{user.username}
                <PresenceWord id={user.id} />
              </span>
            </span>
            {role !== "member" && <span className={styles.role}>{role}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
