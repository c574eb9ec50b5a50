import { useMemo } from "react";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { RoomId } from "#protocol/ids.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { actions, useApp } from "../../store/app.ts";
import type { AppState } from "../../store/contract.ts";
import { later } from "../later.tsx";
import { openOverlay } from "../overlays/overlay-store.ts";
import type { SidebarPage } from "./find-sidebar-page.ts";
import { Sidebar } from "./sidebar.tsx";

const MeMenu = later(async () => (await import("./me-menu.tsx")).MeMenu);

interface LiveSidebarProps {
  readonly installationName: string;
  readonly me: Self | null;
  readonly rooms: readonly RoomForMe[];
  readonly chats: readonly RoomForMe[];
  readonly openRoomId: RoomId | undefined;
  readonly openPage: SidebarPage | undefined;
}

export function LiveSidebar(props: LiveSidebarProps) {
  const draftKey = useApp(listDraftRooms);
  const [, navigate] = useBrowserLocation();
  const draftRoomIds = useMemo(() => new Set(draftKey.split(",").map((id) => Number(id) as RoomId)), [draftKey]);
  const logOut = async () => {
    await actions.logOut();
    navigate("/");
  };
  return (
    <Sidebar
      {...props}
      draftRoomIds={draftRoomIds}
      menu={
        props.me && (
          <MeMenu
            me={props.me}
            onShortcuts={() => openOverlay({ kind: "shortcuts" })}
            onStatus={() => openOverlay({ kind: "status" })}
            onSettings={() => navigate("/settings/")}
            onLogOut={() => void logOut()}
          />
        )
      }
      onFind={() => openOverlay({ kind: "switcher" })}
      onNewMessage={() => openOverlay({ kind: "new-message" })}
      onCreate={() => openOverlay({ kind: "create-room" })}
    />
  );
}

/** As text, so that a keystroke in a room that has a draft already renders nothing again. */
function listDraftRooms({ drafts }: AppState): string {
  const ids: RoomId[] = [];
  for (const [id, text] of drafts) if (text.trim() !== "") ids.push(id);
  return ids.join(",");
}
