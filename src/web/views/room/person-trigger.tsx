import { useContext, type ReactNode } from "react";
import type { User } from "#protocol/user.ts";
import { classes } from "../../ui/classes.ts";
import { openOverlay } from "../overlays/overlay-store.ts";
import { MessageActionsContext } from "./message-actions.ts";
import styles from "./person-trigger.module.css";

interface PersonTriggerProps {
  readonly user: User;
  readonly className?: string | undefined;
  /** A face says nothing that the name beside it does not. */
  readonly isFace?: boolean;
  readonly children: ReactNode;
}

/**
 * A face or name in the log that opens the person's card. The keyboard's way there is the message's menu, so that a log
 * is not a hundred stops long.
 */
export function PersonTrigger({ user, className, isFace = false, children }: PersonTriggerProps) {
  const actions = useContext(MessageActionsContext);
  if (actions?.myId === undefined) return <span className={className}>{children}</span>;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden={isFace || undefined}
      className={classes(styles.trigger, className)}
      onClick={(event) => openOverlay({ kind: "person", user, anchor: event.currentTarget })}
    >
      {children}
    </button>
  );
}
