import { useContext } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { PendingMessage } from "../../store/contract.ts";
import { Icon } from "../../ui/icon.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import { MessageActionsContext } from "./message-actions.ts";
import styles from "./pending-status.module.css";

/** On its way: quiet. Failed: why, and the two ways out; it never vanishes by itself. */
export function PendingStatus({ pending }: { readonly pending: PendingMessage }) {
  const actions = useContext(MessageActionsContext);
  if (pending.status !== "failed") return <VisuallyHidden>Sending</VisuallyHidden>;
  return (
    <div className={styles.failed} role="alert">
      <Icon of={CircleAlert} size={14} />
      <span>Not sent. {pending.error?.message}</span>
      <button type="button" className={styles.action} onClick={() => actions?.retry(pending.clientId)}>
        Retry
      </button>
      <button type="button" className={styles.action} onClick={() => actions?.discard(pending.clientId)}>
        Delete
      </button>
    </div>
  );
}
