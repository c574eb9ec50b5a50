import { useRef } from "react";
import { useBrowserLocation } from "wouter/use-browser-location";
import { chatActions } from "../../store/chats.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogClose } from "../../ui/dialog.tsx";
import type { FormValues } from "../read-form.ts";
import { roomPath } from "../room-path.ts";
import { CreateRoomForm } from "../rooms/create-room-form.tsx";
import { closeOverlay } from "./overlay-store.ts";

export function CreateRoomDialog() {
  // The room that opens takes the focus; the button that asked for it must not take it back.
  const isMade = useRef(false);
  const [, navigate] = useBrowserLocation();
  const create = async (values: FormValues) => {
    const outcome = await chatActions.createRoom({
      name: values["name"] ?? "",
      kind: values["kind"] === "private" ? "private" : "public",
      readableBy: values["readableBy"] === "everyone" ? "everyone" : "members",
      ...(values["slug"] !== undefined && { slug: values["slug"] }),
      ...(values["topic"] !== undefined && { topic: values["topic"] }),
    });
    if (!outcome.ok) return outcome.error;
    isMade.current = true;
    navigate(roomPath(outcome.value.slug));
    closeOverlay();
    return undefined;
  };
  return (
    <Dialog title="Create a room" onClose={closeOverlay} returnTo={() => !isMade.current}>
      <CreateRoomForm onCreate={create} cancel={<DialogClose render={<Button tone="quiet">Cancel</Button>} />} />
    </Dialog>
  );
}
