import type { PlacedMessage } from "#protocol/message.ts";
import { actions } from "../../store/app.ts";
import { Confirm } from "../overlays/confirm.tsx";
import quoteStyles from "../overlays/confirm-dialogs.module.css";

interface DeleteDialogProps {
  readonly message: PlacedMessage;
  readonly onDeleted: (message: PlacedMessage) => void;
  readonly onClose: () => void;
}

export function DeleteDialog({ message, onDeleted, onClose }: DeleteDialogProps) {
  return (
    <Confirm
      title={`Delete this message of ${message.author.displayName}?`}
      description={`It disappears from ${message.room.name} for everybody, at once and for good.`}
      label="Delete"
      act={async () => {
        const outcome = await actions.remove(message.id);
        if (outcome.ok) onDeleted(message);
        return outcome;
      }}
      onClose={onClose}
      returnTo={findSearch}
    >
      <blockquote className={quoteStyles.quote} dir="auto">
        {message.body}
      </blockquote>
    </Confirm>
  );
}

/** The button that asked goes with its message. */
function findSearch(): HTMLElement | null {
  return document.querySelector("main input[type=search]");
}
