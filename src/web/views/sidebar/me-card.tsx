import type { ReactNode } from "react";
import Ellipsis from "lucide-react/icons/ellipsis";
import type { Self } from "#protocol/user.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import styles from "./me-card.module.css";

interface MeCardProps {
  readonly me: Self;
  readonly menu: ReactNode;
}

export const menuId = "me-menu";

/** Who I am, and what concerns me. The menu is a native popover, so that logging out needs no script. */
export function MeCard({ me, menu }: MeCardProps) {
  return (
    <div className={styles.card}>
      <Avatar name={me.displayName} seed={me.id} src={me.avatar} size="medium" />
      <div className={styles.who}>
        <bdi className={styles.name}>{me.displayName}</bdi>
        <span className={styles.handle} title={me.status?.text}>
          {me.status ? (
            <>
              {me.status.emoji} <bdi>{me.status.text}</bdi>
            </>
          ) : (
            `@${me.username}`
          )}
        </span>
      </div>
      <IconButton icon={Ellipsis} label="My menu" popoverTarget={menuId} />
      <div id={menuId} popover="auto" className={styles.menu}>
        {menu}
      </div>
    </div>
  );
}
