import type { FormEvent } from "react";
import Ellipsis from "lucide-react/icons/ellipsis";
import Keyboard from "lucide-react/icons/keyboard";
import LogOut from "lucide-react/icons/log-out";
import Shield from "lucide-react/icons/shield";
import type { Self } from "#protocol/user.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Link } from "../../ui/link.tsx";
import styles from "./me-card.module.css";

interface MeCardProps {
  readonly me: Self;
  readonly onLogOut?: (event: FormEvent) => void;
  readonly onShortcuts?: () => void;
}

const menuId = "me-menu";

function hideMenu(): void {
  document.getElementById(menuId)?.hidePopover();
}

/** Who I am, and what concerns me. The menu is a native popover, so that logging out needs no script. */
export function MeCard({ me, onLogOut, onShortcuts }: MeCardProps) {
  return (
    <div className={styles.card}>
      <Avatar name={me.displayName} seed={me.id} size="medium" />
      <div className={styles.who}>
        <bdi className={styles.name}>{me.displayName}</bdi>
        <span className={styles.handle}>@{me.username}</span>
      </div>
      <IconButton icon={Ellipsis} label="My menu" popoverTarget={menuId} />
      <div id={menuId} popover="auto" className={styles.menu}>
        <button type="button" className={styles.item} popoverTarget={menuId} onClick={onShortcuts}>
          <Icon of={Keyboard} />
          Keyboard shortcuts
        </button>
        {me.role === "admin" && (
          <Link href="/admin/" className={styles.item} onFollow={hideMenu}>
            <Icon of={Shield} />
            Administration
          </Link>
        )}
        <form method="post" action="/logout/" onSubmit={onLogOut}>
          <button type="submit" className={styles.item}>
            <Icon of={LogOut} />
            Log out
          </button>
        </form>
      </div>
    </div>
  );
}
