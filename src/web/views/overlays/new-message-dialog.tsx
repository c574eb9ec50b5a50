import { useRef, useState } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { User } from "#protocol/user.ts";
import { useApp } from "../../store/app.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogClose } from "../../ui/dialog.tsx";
import { explainError, explainFault } from "../explain-error.ts";
import { listRecent } from "../people/list-recent.ts";
import { PeoplePicker } from "../people/people-picker.tsx";
import { useOpenDirect } from "../people/use-open-direct.ts";
import styles from "./confirm-dialogs.module.css";
import { closeOverlay } from "./overlay-store.ts";

const nobody: ReadonlySet<number> = new Set();

/** One person makes a direct chat, several a group. */
export function NewMessageDialog() {
  const [chosen, choose] = useState<readonly User[]>([]);
  const recent = listRecent(useApp((state) => state.rooms).values());
  const { open, isBusy, error } = useOpenDirect();
  // The chat that opens takes the focus; the button that asked for it must not take it back.
  const isDone = useRef(false);
  const start = async () => {
    if (chosen.length === 0) return;
    isDone.current = await open(chosen);
    if (isDone.current) closeOverlay();
  };
  return (
    <Dialog
      title="New message"
      description="Choose one person for a direct chat, or several for a group."
      onClose={closeOverlay}
      returnTo={() => !isDone.current}
    >
      <PeoplePicker
        label="Whom do you want to write to?"
        chosen={chosen}
        onChoose={choose}
        recent={recent}
        except={nobody}
        onDone={() => void start()}
      />
      {error && (
        <Banner tone="bad" icon={CircleAlert}>
          {explainFault(error, "userIds") ?? explainError(error)}
        </Banner>
      )}
      <div className={styles.actions}>
        <DialogClose render={<Button tone="quiet">Cancel</Button>} />
        <Button tone="primary" disabled={chosen.length === 0} isBusy={isBusy} onClick={() => void start()}>
          {chosen.length > 1 ? "Start group" : "Start chat"}
        </Button>
      </div>
    </Dialog>
  );
}
