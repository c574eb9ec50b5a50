import { create } from "zustand";
import type { Message } from "#protocol/message.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { User } from "#protocol/user.ts";

/** What lies over the page; one at a time. */
export type Overlay =
  | { readonly kind: "switcher" }
  | { readonly kind: "shortcuts" }
  | { readonly kind: "create-room" }
  | { readonly kind: "new-message" }
  | { readonly kind: "person"; readonly user: User; readonly anchor: HTMLElement }
  | { readonly kind: "add-people" | "convert-group"; readonly room: RoomForMe }
  | { readonly kind: "status" }
  | { readonly kind: "call-everybody"; readonly room: RoomForMe; readonly send: () => void }
  | { readonly kind: "delete-message"; readonly message: Message }
  | { readonly kind: "leave-room"; readonly room: RoomForMe }
  | {
      readonly kind: "message-menu";
      readonly message: Message;
      readonly room: RoomForMe;
      readonly anchor: HTMLElement;
      readonly canDelete: boolean;
      readonly startEdit: (() => void) | undefined;
    };

interface OverlayState {
  readonly overlay: Overlay | undefined;
}

export const useOverlay = create<OverlayState>(() => ({ overlay: undefined }));

export function openOverlay(overlay: Overlay): void {
  useOverlay.setState({ overlay });
}

export function closeOverlay(): void {
  useOverlay.setState({ overlay: undefined });
}
