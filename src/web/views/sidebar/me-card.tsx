import { Suspense, type FormEvent, type MouseEvent } from "react";
import Ellipsis from "lucide-react/icons/ellipsis";
import Keyboard from "lucide-react/icons/keyboard";
import LogOut from "lucide-react/icons/log-out";
import Settings from "lucide-react/icons/settings";
import SmilePlus from "lucide-react/icons/smile-plus";
import type { Self } from "#protocol/user.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { PresenceChoice } from "../later.tsx";
import styles from "./me-card.module.css";

interface MeCardProps {
  readonly me: Self;
  readonly onLogOut?: (event: FormEvent) => void;
  readonly onShortcuts?: () => void;
  readonly onStatus?: () => void;
  readonly onSettings?: () => void;
}

const menuId = "me-menu";

/** Who I am, and what concerns me. The menu is a native popover, so that logging out needs no script. */
export function MeCard({ me, onLogOut, onShortcuts, onStatus, onSettings }: MeCardProps) {
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
        {onLogOut && (
          <Suspense>
            <PresenceChoice />
          </Suspense>
        )}
        <a href="/settings/#status" className={styles.item} onClick={(event) => follow(event, onStatus)}>
          <Icon of={SmilePlus} />
          {me.status ? "Change status" : "Set a status"}
        </a>
        <a href="/settings/" className={styles.item} onClick={(event) => follow(event, onSettings)}>
          <Icon of={Settings} />
          Settings
        </a>
        <button type="button" className={styles.item} popoverTarget={menuId} onClick={onShortcuts}>
          <Icon of={Keyboard} />
          Keyboard shortcuts
        </button>
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

/** Does it on this page, and closes the menu, unless another tab is asked for. */
function follow(event: MouseEvent, act: (() => void) | undefined): void {
  if (!act || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  document.getElementById(menuId)?.hidePopover();
  act();
}
