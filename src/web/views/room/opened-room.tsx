import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { MessageId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { useZone } from "../../i18n/viewer-zone.ts";
import { actions, useApp } from "../../store/app.ts";
import type { RoomWindow, TimelineItem } from "../../store/contract.ts";
import { later } from "../later.tsx";
import { openOverlay } from "../overlays/overlay-store.ts";
import { buildRows } from "./build-rows.ts";
import { findFaces } from "./find-faces.ts";
import { LiveLog } from "./live-log.tsx";
import { MessageActionsContext, type MessageActions } from "./message-actions.ts";
import { useTarget } from "./use-target.ts";
import { RoomFooter } from "./room-footer.tsx";
import { RoomHeader } from "./room-header.tsx";
import { RoomIntro } from "./room-intro.tsx";
import { RoomLayout } from "./room-layout.tsx";
import { nameRoom } from "../name-room.ts";
import { findRights } from "./room-rights.ts";

const Announcer = later(async () => (await import("./announcer.tsx")).Announcer);
const ConnectionBanner = later(async () => (await import("../connection-banner.tsx")).ConnectionBanner);

interface OpenedRoomProps {
  readonly room: RoomForMe;
  readonly me: Self | null;
  readonly window: RoomWindow;
  readonly items: readonly TimelineItem[];
  readonly isDetailsOpen: boolean;
}

export function OpenedRoom({ room, me, window, items, isDetailsOpen }: OpenedRoomProps) {
  "use memo";
  const zone = useZone();
  const input = useRef<HTMLTextAreaElement>(null);
  const { hasMore } = window.state;
  const { dividerN } = window;
  const myId = me?.id;
  const blocks = useApp((state) => state.blocks);
  const rows = useMemo(
    () => buildRows(items, { zone, myId, dividerN, hasMore, blocks }),
    [items, zone, myId, dividerN, hasMore, blocks],
  );
  const messageActions = useMessageActions(room, me, () => input.current?.focus());
  useEffect(() => focusUnlessTouch(input.current), []);
  const { canWrite } = findRights(room, me);
  const target = useTarget();
  const roomId = room.id;
  const onSeen = useCallback((n: number) => void (canWrite && actions.markRead(roomId, n)), [canWrite, roomId]);
  const onUnread = useCallback((n: number) => void (canWrite && actions.markUnread(roomId, n)), [canWrite, roomId]);
  return (
    <MessageActionsContext value={messageActions}>
      <RoomLayout
        label={nameRoom(room)}
        header={<RoomHeader room={room} faces={findFaces(items)} isDetailsOpen={isDetailsOpen} />}
        log={
          <LiveLog
            roomId={room.id}
            label={`Messages in ${nameRoom(room)}`}
            rows={rows}
            me={me ?? undefined}
            hasMore={hasMore}
            hasFailed={window.error !== undefined && window.loading !== "older"}
            intro={<RoomIntro room={room} canWrite={canWrite} isEmpty={items.length === 0} />}
            onLoadOlder={() => void actions.loadOlder(room.id)}
            dividerN={dividerN}
            target={target}
            onSeen={onSeen}
            onUnread={onUnread}
          />
        }
        banner={<ConnectionBanner />}
        footer={<RoomFooter room={room} me={me} inputRef={input} onEditLast={() => editLast(items, messageActions)} />}
      />
      <Announcer items={items} myId={me?.id} blocks={blocks} />
    </MessageActionsContext>
  );
}

/** A keyboard that slides in by itself would hide the room that somebody came to read. */
function focusUnlessTouch(input: HTMLTextAreaElement | null): void {
  if (!matchMedia("(pointer: coarse)").matches) input?.focus({ preventScroll: true });
}

function editLast(items: readonly TimelineItem[], { myId, startEdit }: MessageActions): void {
  const last = items.findLast(
    (item) => item.kind === "message" && item.message.author.id === myId && item.message.deletedAt === undefined,
  );
  if (last?.kind === "message") startEdit(last.message.id);
}

function useMessageActions(room: RoomForMe, me: Self | null, focusComposer: () => void): MessageActions {
  "use memo";
  const [editingId, startEdit] = useState<MessageId>();
  const { canModerate } = findRights(room, me);
  const myId = me?.id;
  const mayDelete = (message: Message) => canModerate || message.author.id === myId;
  return {
    canModerate,
    myId,
    editingId,
    startEdit,
    endEdit: () => {
      startEdit(undefined);
      focusComposer();
    },
    saveEdit: (id, body) => void actions.edit(id, body),
    askDelete: (message) => openOverlay({ kind: "delete-message", message }),
    openMenu: (message, anchor) =>
      openOverlay({
        kind: "message-menu",
        message,
        room,
        anchor,
        canDelete: mayDelete(message),
        startEdit: message.author.id === myId ? () => startEdit(message.id) : undefined,
      }),
    retry: actions.retry,
    discard: actions.discard,
  };
}
