import { useState, type RefObject } from "react";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { actions, useApp } from "../../store/app.ts";
import { Composer } from "../composer/composer.tsx";
import { nameRoom } from "../name-room.ts";
import { roomPath } from "../room-path.ts";
import { openOverlay } from "../overlays/overlay-store.ts";
import { adviseOnCall, asksBeforeCall } from "./call-everybody.ts";
import { later } from "../later.tsx";
import { findRights } from "./room-rights.ts";

const TypingLine = later(async () => (await import("../presence/typing-line.tsx")).TypingLine);

export const OutsideBar = later(async () => (await import("./outside-bar.tsx")).OutsideBar);

interface RoomFooterProps {
  readonly room: RoomForMe;
  readonly me: Self | null;
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  readonly onEditLast: () => void;
}

/** The composer, or what stands in its place for guests and for those who did not join. */
export function RoomFooter({ room, me, inputRef, onEditLast }: RoomFooterProps) {
  const path = roomPath(room.slug);
  const [draft] = useDraft(room);
  const rights = findRights(room, me);
  if (!me || !rights.canWrite) return <OutsideBar room={room} isGuest={!me} canJoin={rights.canJoin} />;
  return (
    <Composer
      roomName={nameRoom(room)}
      action={`${path}messages/create/`}
      draft={draft}
      inputRef={inputRef}
      roomId={room.id}
      aside={<TypingLine key={room.id} roomId={room.id} />}
      advise={(body) => adviseOnCall(body, room, rights)}
      onSend={(body, clear) => {
        const send = () => {
          actions.send(room.id, body);
          clear();
        };
        if (asksBeforeCall(body, room, rights)) openOverlay({ kind: "call-everybody", room, send });
        else send();
      }}
      onDraft={(text) => actions.setDraft(room.id, text)}
      onEditLast={onEditLast}
    />
  );
}

/** Read once: from then on the composer holds the text, and the store only keeps it. */
function useDraft(room: RoomForMe) {
  const stored = useApp((state) => state.drafts.get(room.id) ?? "");
  return useState(stored);
}
