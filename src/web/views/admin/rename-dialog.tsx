import { useState, type FormEvent } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { ErrorView } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogClose } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { explainError, explainFault } from "../explain-error.ts";
import confirmStyles from "../overlays/confirm.module.css";
import { readForm } from "../read-form.ts";
import type { AccountDialogProps } from "./account-ask.ts";
import { changeAccount } from "./change-account.ts";

export function RenameDialog({ ask: { account }, onDone, onClose }: AccountDialogProps) {
  const [failure, setFailure] = useState<ErrorView>();
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { displayName = "" } = readForm(event.currentTarget) as { displayName?: string };
    setBusy(true);
    const outcome = await changeAccount(account, { displayName });
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.error);
    onDone(`@${account.username} is called ${outcome.value.displayName} now.`, outcome.value);
    onClose();
  };
  const fault = explainFault(failure, "displayName");
  return (
    <Dialog
      title={`Change the name of ${account.displayName}?`}
      description="The new name stands beside everything they ever wrote. They log in with the same username."
      onClose={onClose}
    >
      <form onSubmit={(event) => void submit(event)}>
        <TextField
          label="Name"
          name="displayName"
          defaultValue={account.displayName}
          maxLength={limits.displayNameMaxChars * 2}
          autoComplete="off"
          fault={fault}
        />
        {failure && fault === undefined && (
          <Banner tone="bad" icon={CircleAlert}>
            {explainError(failure)}
          </Banner>
        )}
        <div className={confirmStyles.actions}>
          <DialogClose render={<Button tone="quiet">Cancel</Button>} />
          <Button type="submit" tone="primary" isBusy={isBusy}>
            Change name
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
