import type { Message } from "#protocol/message.ts";
import type { TimelineItem } from "../store/contract.ts";
import { Composer } from "../views/composer/composer.tsx";
import { GuestBar } from "../views/composer/guest-bar.tsx";
import { JoinBar } from "../views/composer/join-bar.tsx";
import { explainError } from "../views/explain-error.ts";
import { buildRows } from "../views/room/build-rows.ts";
import { findFaces } from "../views/room/find-faces.ts";
import { RoomHeader } from "../views/room/room-header.tsx";
import { RoomIntro } from "../views/room/room-intro.tsx";
import { RoomLayout } from "../views/room/room-layout.tsx";
import { findRights } from "../views/room/room-rights.ts";
import { StaticLog } from "../views/room/static-log.tsx";
import { nameRoom } from "../views/name-room.ts";
import { roomPath } from "../views/room-path.ts";
import type { RoomPageProps } from "./page-props.ts";

export function ServerRoom(props: RoomPageProps) {
  const { room, me, messages, hasMore } = props;
  const items = messages.map(toItem);
  const dividerN = me ? room.membership?.readN : undefined;
  const rows = buildRows(items, { zone: "utc", myId: me?.id, dividerN, hasMore });
  const { canWrite } = findRights(room, me);
  const oldest = messages[0];
  const head = hasMore ? (
    oldest && <OlderLink path={roomPath(room.slug)} before={oldest.seq} />
  ) : (
    <RoomIntro room={room} canWrite={canWrite} isEmpty={messages.length === 0} />
  );
  return (
    <RoomLayout
      label={nameRoom(room)}
      header={<RoomHeader room={room} faces={findFaces(items)} />}
      log={<StaticLog label={`Messages in ${nameRoom(room)}`} rows={rows} head={head} />}
      footer={<ServerFooter {...props} />}
    />
  );
}

function toItem(message: Message): TimelineItem {
  return { kind: "message", key: `m${message.id}`, message };
}

function OlderLink({ path, before }: { readonly path: string; readonly before: number }) {
  return (
    <p>
      <a href={`${path}?before=${before}`}>Older messages</a>
    </p>
  );
}

function ServerFooter({ room, me, clientId, error, values }: RoomPageProps) {
  const path = roomPath(room.slug);
  if (!me) return <GuestBar next={path} />;
  const { canWrite, canJoin } = findRights(room, me);
  if (!canWrite) return <JoinBar roomName={nameRoom(room)} action={`${path}join/`} canJoin={canJoin} />;
  return (
    <Composer
      roomName={nameRoom(room)}
      action={`${path}messages/create/`}
      draft={values?.["content"] ?? ""}
      clientId={clientId}
      serverFault={error && explainError(error)}
    />
  );
}
