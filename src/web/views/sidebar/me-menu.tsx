import type { FormEvent, MouseEvent } from "react";
import Keyboard from "lucide-react/icons/keyboard";
import LogOut from "lucide-react/icons/log-out";
import Settings from "lucide-react/icons/settings";
import Shield from "lucide-react/icons/shield";
import SmilePlus from "lucide-react/icons/smile-plus";
import type { Self } from "#protocol/user.ts";
import { Icon } from "../../ui/icon.tsx";
import { Link } from "../../ui/link.tsx";
import { later } from "../later.tsx";
import { menuId } from "./me-card.tsx";
import styles from "./me-card.module.css";

const PresenceChoice = later(async () => (await import("../presence/presence-choice.tsx")).PresenceChoice);

export interface MeMenuProps {
  readonly me: Self;
  readonly onLogOut?: () => void;
  readonly onShortcuts?: () => void;
  readonly onStatus?: () => void;
  readonly onSettings?: () => void;
}

function hideMenu(): void {
  document.getElementById(menuId)?.hidePopover();
}

/** What is in my menu; without script, its links and forms do the work. */
export function MeMenu({ me, onLogOut, onShortcuts, onStatus, onSettings }: MeMenuProps) {
  return (
    <>
      {onLogOut && <PresenceChoice />}
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
      {me.role === "admin" && (
        <Link href="/admin/" className={styles.item} onFollow={hideMenu}>
          <Icon of={Shield} />
          Administration
        </Link>
      )}
      <form method="post" action="/logout/" onSubmit={onLogOut && preventing(onLogOut)}>
        <button type="submit" className={styles.item}>
          <Icon of={LogOut} />
          Log out
        </button>
      </form>
    </>
  );
}

/** Does it on this page, and closes the menu, unless another tab is asked for. */
function follow(event: MouseEvent, act: (() => void) | undefined): void {
  if (!act || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  hideMenu();
  act();
}

function preventing(act: () => void) {
  return (event: FormEvent) => {
    event.preventDefault();
    act();
  };
}
