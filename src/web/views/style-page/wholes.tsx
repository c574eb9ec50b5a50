import type { ReactNode } from "react";
import { limits } from "#protocol/limits.ts";
import { classes } from "../../ui/classes.ts";
import { LogInPage, RegisterPage, SetUpPage } from "../account/account-pages.tsx";
import { Composer } from "../composer/composer.tsx";
import { GuestBar } from "../composer/guest-bar.tsx";
import { JoinBar } from "../composer/join-bar.tsx";
import { NotFoundPage } from "../not-found-page.tsx";
import { buildRows } from "../room/build-rows.ts";
import { findFaces } from "../room/find-faces.ts";
import { JumpPill } from "../room/jump-pill.tsx";
import { LoadingRoom } from "../room/loading-room.tsx";
import { MessageActionsContext, type MessageActions } from "../room/message-actions.ts";
import { OlderHead } from "../room/older-head.tsx";
import { RoomHeader } from "../room/room-header.tsx";
import { RoomIntro } from "../room/room-intro.tsx";
import { RoomLayout } from "../room/room-layout.tsx";
import { StaticLog } from "../room/static-log.tsx";
import { CreateRoomForm } from "../rooms/create-room-form.tsx";
import { RoomsPage } from "../rooms/rooms-page.tsx";
import { Sidebar } from "../sidebar/sidebar.tsx";
import { conversation, crowd, launchWeek, me, open, rooms } from "./fixtures.ts";
import styles from "./style-page.module.css";

const nothing = () => {};
const actions: MessageActions = {
  canModerate: true,
  myId: me.id,
  editingId: undefined,
  startEdit: nothing,
  endEdit: nothing,
  saveEdit: nothing,
  askDelete: nothing,
  openMenu: nothing,
  retry: nothing,
  discard: nothing,
};

const rows = buildRows(conversation, { zone: "utc", myId: me.id, dividerN: 6, hasMore: false, blocks: new Set() });
const taken = { code: "username_taken", message: "That username, or one that looks like it, is taken." } as const;
const invalid = { code: "invalid", message: "", fields: { username: "at least 2 characters" } } as const;

function Frame({ children, isLow = false }: { readonly children: ReactNode; readonly isLow?: boolean }) {
  return <div className={classes(styles.frame, isLow && styles.low)}>{children}</div>;
}

function Room({ head, isEmpty = false }: { readonly head: ReactNode; readonly isEmpty?: boolean }) {
  return (
    <MessageActionsContext value={actions}>
      <RoomLayout
        label={launchWeek.name}
        header={<RoomHeader room={launchWeek} faces={findFaces(conversation)} />}
        log={<StaticLog label="Messages" rows={isEmpty ? [] : rows} head={head} />}
        pill={!isEmpty && <JumpPill count={4} onJump={nothing} />}
        footer={<Composer roomName={launchWeek.name} action="#" onSend={nothing} />}
      />
    </MessageActionsContext>
  );
}

const side = { installationName: "Harbour Works", openPage: undefined, chats: [], onFind: nothing } as const;

export const wholes: Readonly<Record<string, ReactNode>> = {
  "Room, with every kind of message": (
    <Frame>
      <Room head={<RoomIntro room={launchWeek} canWrite isEmpty={false} />} />
    </Frame>
  ),
  "Room, empty": (
    <Frame isLow>
      <Room head={<RoomIntro room={launchWeek} canWrite isEmpty />} isEmpty />
    </Frame>
  ),
  "Room, loading": (
    <Frame isLow>
      <LoadingRoom room={launchWeek} />
    </Frame>
  ),
  "History, loading and failed": (
    <div className={styles.grid}>
      <div className={styles.head}>
        <OlderHead height={72} hasFailed={false} onRetry={nothing} />
      </div>
      <div className={styles.head}>
        <OlderHead height={72} hasFailed onRetry={nothing} />
      </div>
    </div>
  ),
  Composers: (
    <div>
      <Composer roomName="launch-week" action="#" onSend={nothing} draft="Something begun" />
      <Composer roomName="launch-week" action="#" onSend={nothing} draft={"near ".repeat(limits.messageMaxChars / 5)} />
      <Composer roomName="launch-week" action="#" onSend={nothing} draft={"beyond ".repeat(600)} />
      <GuestBar next="/" />
      <JoinBar roomName="book-club" action="#" canJoin />
      <JoinBar roomName="news" action="#" canJoin={false} />
    </div>
  ),
  "Sidebars: some rooms, crowded, guest": (
    <div className={styles.grid}>
      <Frame>
        <Sidebar
          {...side}
          me={me}
          rooms={rooms}
          openRoomId={launchWeek.id}
          draftRoomIds={new Set([rooms[4]?.id ?? launchWeek.id])}
        />
      </Frame>
      <Frame>
        <Sidebar {...side} me={me} rooms={crowd} openRoomId={undefined} openPage="rooms" />
      </Frame>
      <Frame>
        <Sidebar {...side} me={null} rooms={rooms.slice(0, 1)} openRoomId={undefined} />
      </Frame>
    </div>
  ),
  "Rooms, some and none": (
    <div className={styles.grid}>
      <Frame>
        <RoomsPage rooms={[...open, ...rooms]} isGuest={false} onCreate={nothing} />
      </Frame>
      <Frame>
        <RoomsPage rooms={[]} isGuest={false} onCreate={nothing} />
      </Frame>
      <Frame>
        <NotFoundPage isGuest />
      </Frame>
    </div>
  ),
  "Account pages, also refused": (
    <div className={styles.grid}>
      <LogInPage
        installationName="Harbour Works"
        error={{ code: "bad_credentials", message: "That username and password do not match." }}
      />
      <RegisterPage installationName="Harbour Works" error={invalid} />
      <SetUpPage installationName="Harbour Works" error={taken} />
    </div>
  ),
  "Create a room": <CreateRoomForm onCreate={async () => undefined} />,
};
