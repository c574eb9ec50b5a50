import Copy from "lucide-react/icons/copy";
import Ellipsis from "lucide-react/icons/ellipsis";
import Pencil from "lucide-react/icons/pencil";
import Trash2 from "lucide-react/icons/trash-2";
import type { Message } from "#protocol/message.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { copyText } from "../copy-text.ts";
import type { MessageActions } from "./message-actions.ts";
import styles from "./message-tools.module.css";

interface MessageToolbarProps {
  readonly message: Message;
  readonly actions: MessageActions;
}

/** Floats over the message's corner while it is pointed at or focused; takes no room, so nothing moves. */
export function MessageToolbar({ message, actions }: MessageToolbarProps) {
  const isMine = message.author.id === actions.myId;
  return (
    <div className={styles.tools} role="toolbar" aria-label="Message tools">
      <IconButton className={styles.tool} icon={Copy} label="Copy text" onClick={() => void copyText(message.body)} />
      {isMine && (
        <IconButton className={styles.tool} icon={Pencil} label="Edit" onClick={() => actions.startEdit(message.id)} />
      )}
      {(isMine || actions.canModerate) && (
        <IconButton
          className={styles.tool}
          icon={Trash2}
          label="Delete"
          isDanger
          onClick={() => actions.askDelete(message)}
        />
      )}
      <IconButton
        className={styles.tool}
        icon={Ellipsis}
        label="More"
        aria-haspopup="menu"
        onClick={(event) => actions.openMenu(message, event.currentTarget)}
      />
    </div>
  );
}
