import { useBrowserLocation } from "wouter/use-browser-location";
import type { Message } from "#protocol/message.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { actions } from "../../store/app.ts";
import { Confirm } from "./confirm.tsx";
import { closeOverlay } from "./overlay-store.ts";
import { nameRoom } from "../name-room.ts";
import styles from "./confirm-dialogs.module.css";

export function DeleteMessageDialog({ message }: { readonly message: Message }) {
  return (
    <Confirm
      title="Delete this message?"
      description="It disappears for everybody, at once and for good."
      label="Delete"
      onClose={closeOverlay}
      returnTo={findComposer}
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
      onClose={closeOverlay}
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
      onClose={closeOverlay}
      returnTo={findComposer}
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
