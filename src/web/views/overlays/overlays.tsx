import { lazy, Suspense, useEffect, useState } from "react";
import { useOverlay, type Overlay } from "./overlay-store.ts";

const QuickSwitcher = lazy(async () => ({ default: (await import("./quick-switcher.tsx")).QuickSwitcher }));
const ShortcutSheet = lazy(async () => ({ default: (await import("./shortcut-sheet.tsx")).ShortcutSheet }));
const CreateRoomDialog = lazy(async () => ({ default: (await import("./create-room-dialog.tsx")).CreateRoomDialog }));
const NewMessageDialog = lazy(async () => ({ default: (await import("./new-message-dialog.tsx")).NewMessageDialog }));
const PersonCard = lazy(async () => ({ default: (await import("./person-card.tsx")).PersonCard }));
const AddPeopleDialog = lazy(async () => ({ default: (await import("./add-people-dialog.tsx")).AddPeopleDialog }));
const ConvertGroupDialog = lazy(async () => ({
  default: (await import("./convert-group-dialog.tsx")).ConvertGroupDialog,
}));
const StatusDialog = lazy(async () => ({ default: (await import("./status-dialog.tsx")).StatusDialog }));
const CallEverybody = lazy(async () => ({ default: (await import("./confirm-dialogs.tsx")).CallEverybodyDialog }));
const DeleteMessage = lazy(async () => ({ default: (await import("./confirm-dialogs.tsx")).DeleteMessageDialog }));
const LeaveRoom = lazy(async () => ({ default: (await import("./confirm-dialogs.tsx")).LeaveRoomDialog }));
const MessageMenu = lazy(async () => ({ default: (await import("./message-menu.tsx")).MessageMenu }));
const TooltipLayer = lazy(async () => ({ default: (await import("../../ui/tooltip-layer.tsx")).TooltipLayer }));

/** What is not needed to read and write; its code comes when it is first asked for. */
export function Overlays() {
  const overlay = useOverlay((state) => state.overlay);
  const isUsed = useFirstTouch();
  return (
    <Suspense fallback={null}>
      {overlay && <OverlayNode overlay={overlay} />}
      {isUsed && <TooltipLayer />}
    </Suspense>
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
    case "new-message":
      return <NewMessageDialog />;
    case "person":
      return <PersonCard user={overlay.user} anchor={overlay.anchor} />;
    case "add-people":
      return <AddPeopleDialog room={overlay.room} />;
    case "convert-group":
      return <ConvertGroupDialog room={overlay.room} />;
    case "status":
      return <StatusDialog />;
    case "call-everybody":
      return <CallEverybody room={overlay.room} send={overlay.send} />;
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
