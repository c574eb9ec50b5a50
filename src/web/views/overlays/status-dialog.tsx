import { readStatus } from "#protocol/read-status.ts";
import { useApp } from "../../store/app.ts";
import { meActions } from "../../store/me.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import type { FormValues } from "../read-form.ts";
import { StatusForm } from "../settings/status-form.tsx";
import { closeOverlay } from "./overlay-store.ts";

export function StatusDialog() {
  const status = useApp((state) => state.me?.status);
  const change = async (values: FormValues) => {
    const outcome = await meActions.changeMe({ status: readStatus(values, Date.now()) });
    if (outcome.ok) closeOverlay();
    return outcome;
  };
  const clear = status && (
    <Button tone="quiet" onClick={() => void change({})}>
      Clear status
    </Button>
  );
  return (
    <Dialog title="Set a status" onClose={closeOverlay}>
      <StatusForm status={status} onSubmit={change} buttons={clear} />
    </Dialog>
  );
}
