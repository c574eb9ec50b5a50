import { useState } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { ErrorView } from "#protocol/errors.ts";
import type { Message } from "#protocol/message.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { actions } from "../../store/app.ts";
import type { Outcome } from "../../store/contract.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogClose } from "../../ui/dialog.tsx";
import { explainError } from "../explain-error.ts";
import { closeOverlay } from "./overlay-store.ts";
import { nameRoom } from "../name-room.ts";
import styles from "./confirm-dialogs.module.css";

export function DeleteMessageDialog({ message }: { readonly message: Message }) {
  return (
    <Confirm
      title="Delete this message?"
      description="It disappears for everybody, at once and for good."
      label="Delete"
      act={() => actions.remove(message.id)}
    >
      <blockquote className={styles.quote} dir="auto">
        {message.body}
      </blockquote>
    </Confirm>
  );
}

export function CallEverybodyDialog({ room, send }: { readonly room: RoomForMe; readonly send: () => void }) {
  return (
    <Confirm
      title={`Notify all ${room.memberCount} people?`}
      description={`Everybody in ${room.name} is notified, whatever they are doing.`}
      label="Send to all"
      act={async () => {
        send();
        return { ok: true, value: undefined };
      }}
    />
  );
}

export function LeaveRoomDialog({ room }: { readonly room: RoomForMe }) {
  const [, navigate] = useBrowserLocation();
  const canReturn = room.kind === "public";
  return (
    <Confirm
      title={`Leave ${nameRoom(room)}?`}
      description={canReturn ? "You can join again whenever you like." : "Somebody in it has to add you again."}
      label={room.kind === "group" ? "Leave group" : "Leave room"}
      act={async () => {
        const outcome = await actions.leaveRoom(room.id);
        if (outcome.ok) navigate(room.kind === "group" ? "/chats/" : "/rooms/");
        return outcome;
      }}
    />
  );
}

/** What asked is gone when it was confirmed. */
function findComposer(): HTMLElement | null {
  return document.querySelector("[data-composer]");
}

interface ConfirmProps {
  readonly title: string;
  readonly description: string;
  readonly label: string;
  readonly act: () => Promise<Outcome>;
  readonly children?: React.ReactNode;
}

function Confirm({ title, description, label, act, children }: ConfirmProps) {
  const [failure, setFailure] = useState<ErrorView>();
  const [isBusy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    const outcome = await act();
    setBusy(false);
    if (outcome.ok) closeOverlay();
    else setFailure(outcome.error);
  };
  return (
    <Dialog title={title} description={description} onClose={closeOverlay} returnTo={findComposer}>
      {children}
      {failure && (
        <Banner tone="bad" icon={CircleAlert}>
          {explainError(failure)}
        </Banner>
      )}
      <div className={styles.actions}>
        <DialogClose render={<Button tone="quiet">Cancel</Button>} />
        <Button tone="danger" isBusy={isBusy} onClick={() => void confirm()}>
          {label}
        </Button>
      </div>
    </Dialog>
  );
}
