import { useContext } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { PendingMessage } from "../../store/contract.ts";
import { Icon } from "../../ui/icon.tsx";
import { MessageActionsContext } from "./message-actions.ts";
import styles from "./pending-status.module.css";

/** Why it failed, and the two ways out; it never vanishes by itself. */
export function FailedStatus({ pending }: { readonly pending: PendingMessage }) {
  const actions = useContext(MessageActionsContext);
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
