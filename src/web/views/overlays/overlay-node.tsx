import { later } from "../later.tsx";
import type { Overlay } from "./overlay-store.ts";

const QuickSwitcher = later(async () => (await import("./quick-switcher.tsx")).QuickSwitcher);
const ShortcutSheet = later(async () => (await import("./shortcut-sheet.tsx")).ShortcutSheet);
const CreateRoomDialog = later(async () => (await import("./create-room-dialog.tsx")).CreateRoomDialog);
const NewMessageDialog = later(async () => (await import("./new-message-dialog.tsx")).NewMessageDialog);
const PersonCard = later(async () => (await import("./person-card.tsx")).PersonCard);
const AddPeopleDialog = later(async () => (await import("./add-people-dialog.tsx")).AddPeopleDialog);
const ConvertGroupDialog = later(async () => (await import("./convert-group-dialog.tsx")).ConvertGroupDialog);
const StatusDialog = later(async () => (await import("./status-dialog.tsx")).StatusDialog);
const CallEverybody = later(async () => (await import("./confirm-dialogs.tsx")).CallEverybodyDialog);
const DeleteMessage = later(async () => (await import("./confirm-dialogs.tsx")).DeleteMessageDialog);
const LeaveRoom = later(async () => (await import("./confirm-dialogs.tsx")).LeaveRoomDialog);
const MessageMenu = later(async () => (await import("./message-menu.tsx")).MessageMenu);

export function OverlayNode({ overlay }: { readonly overlay: Overlay }) {
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
