import { useEffect, useState } from "react";
import { later } from "../later.tsx";
import { useOverlay, type Overlay } from "./overlay-store.ts";

const QuickSwitcher = later(async () => (await import("./quick-switcher.tsx")).QuickSwitcher);
const ShortcutSheet = later(async () => (await import("./shortcut-sheet.tsx")).ShortcutSheet);
const CreateRoomDialog = later(async () => (await import("./create-room-dialog.tsx")).CreateRoomDialog);
const DeleteMessage = later(async () => (await import("./confirm-dialogs.tsx")).DeleteMessageDialog);
const LeaveRoom = later(async () => (await import("./confirm-dialogs.tsx")).LeaveRoomDialog);
const MessageMenu = later(async () => (await import("./message-menu.tsx")).MessageMenu);
const TooltipLayer = later(async () => (await import("../../ui/tooltip-layer.tsx")).TooltipLayer);

/** What is not needed to read and write, and so comes later. */
export function Overlays() {
  const overlay = useOverlay((state) => state.overlay);
  const isUsed = useFirstTouch();
  return (
    <>
      {overlay && <OverlayNode overlay={overlay} />}
      {isUsed && <TooltipLayer />}
    </>
  );
}

function OverlayNode({ overlay }: { readonly overlay: Overlay }) {
  switch (overlay.kind) {
    case "switcher":
      return <QuickSwitcher />;
    case "shortcuts":
      return <ShortcutSheet />;
    case "create-room":
      return <CreateRoomDialog />;
    case "delete-message":
      return <DeleteMessage message={overlay.message} />;
    case "leave-room":
      return <LeaveRoom room={overlay.room} />;
    case "message-menu":
      return <MessageMenu {...overlay} />;
    default:
      return overlay satisfies never;
  }
}

/** True once the pointer or the keyboard was used: until then nobody misses a tooltip. */
function useFirstTouch(): boolean {
  const [isUsed, setUsed] = useState(false);
  useEffect(() => {
    const note = () => setUsed(true);
    const options = { once: true, passive: true } as const;
    addEventListener("pointermove", note, options);
    addEventListener("keydown", note, options);
    return () => {
      removeEventListener("pointermove", note);
      removeEventListener("keydown", note);
    };
  }, []);
  return isUsed;
}
