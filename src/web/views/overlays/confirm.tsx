import { useState, type ReactNode } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { ErrorView } from "#protocol/errors.ts";
import type { Outcome } from "../../store/contract.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogClose } from "../../ui/dialog.tsx";
import { explainError } from "../explain-error.ts";
import styles from "./confirm.module.css";

interface ConfirmProps {
  readonly title: string;
  /** What will happen. */
  readonly description: string;
  /** The deed, as a verb. */
  readonly label: string;
  readonly tone?: "danger" | "primary";
  readonly act: () => Promise<Outcome>;
  readonly onClose: () => void;
  readonly returnTo?: () => HTMLElement | null;
  readonly children?: ReactNode;
}

/** Asks before it does something; stays open, and says why, when that fails. */
export function Confirm(props: ConfirmProps) {
  const { title, description, label, tone = "danger", act, onClose, returnTo, children } = props;
  const [failure, setFailure] = useState<ErrorView>();
  const [isBusy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    const outcome = await act();
    setBusy(false);
    if (outcome.ok) onClose();
    else setFailure(outcome.error);
  };
  return (
    <Dialog title={title} description={description} onClose={onClose} {...(returnTo && { returnTo })}>
      {children}
      {failure && (
        <Banner tone="bad" icon={CircleAlert}>
          {explainError(failure)}
        </Banner>
      )}
      <div className={styles.actions}>
        <DialogClose render={<Button tone="quiet">Cancel</Button>} />
        <Button tone={tone} isBusy={isBusy} onClick={() => void confirm()}>
          {label}
        </Button>
      </div>
    </Dialog>
  );
}
