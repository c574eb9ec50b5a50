import { memo, useContext } from "react";
import type { UserId } from "#protocol/ids.ts";
import type { User } from "#protocol/user.ts";
import { foldMention } from "#protocol/mentions.ts";
import type { Message } from "#protocol/message.ts";
import type { TimelineItem } from "../../store/contract.ts";
import type { Zone } from "../../i18n/day.ts";
import { formatTime } from "../../i18n/time.ts";
import { useZone } from "../../i18n/viewer-zone.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { classes } from "../../ui/classes.ts";
import { later } from "../later.tsx";
import { type Mentioned, MessageText } from "../text/message-text.tsx";
import { momentOf, type Row } from "./build-rows.ts";
import { MessageActionsContext } from "./message-actions.ts";
import { MessageTime } from "./message-time.tsx";
import { MessageTools } from "./message-tools.tsx";
import { PersonTrigger } from "./person-trigger.tsx";
import { PendingStatus } from "./pending-status.tsx";
import { DaySeparator, NewDivider } from "./separator.tsx";
import styles from "./message-row.module.css";

const MessageEditor = later(async () => (await import("./message-editor.tsx")).MessageEditor);

const BlockedMessage = later(async () => (await import("./blocked-message.tsx")).BlockedMessage);

export type RowAuthor = User;

interface MessageRowProps {
  readonly row: Row;
  /** Who writes what is pending. */
  readonly me: RowAuthor | undefined;
}

const nobody: RowAuthor = { id: 0 as UserId, displayName: "Me", username: "me" };

export const MessageRow = memo(function MessageRow({ row, me }: MessageRowProps) {
  const { item } = row;
  const author = item.kind === "message" ? item.message.author : (me ?? nobody);
  const zone = useZone();
  const label = row.isBlocked ? "Blocked message" : nameMessage(author, item, zone);
  return (
    <>
      {row.day !== undefined && <DaySeparator day={row.day} />}
      {row.isNew && <NewDivider />}
      <article
        className={classes(styles.message, row.isFirst ? styles.first : styles.follower, row.isMine && styles.mine)}
        data-own={row.isMine || undefined}
        data-status={item.kind === "pending" ? item.pending.status : undefined}
        aria-label={label}
        tabIndex={-1}
        data-n={item.kind === "message" ? item.message.n : undefined}
      >
        {row.isFirst && (
          <PersonTrigger user={author} isFace>
            <Avatar name={author.displayName} seed={author.id} src={author.avatar} />
          </PersonTrigger>
        )}
        {!row.isFirst && <MessageTime ms={momentOf(item)} className={styles.gutter} />}
        <div className={styles.content}>
          {row.isFirst && <MessageHead author={author} ms={momentOf(item)} />}
          <MessageBody row={row} me={me} />
        </div>
        {item.kind === "message" && <MessageTools message={item.message} />}
      </article>
    </>
  );
});

/** The whole message as one name: "Ana, 14:03: the text". */
function nameMessage(author: RowAuthor, item: TimelineItem, zone: Zone): string {
  const body = item.kind === "message" ? item.message.body : item.pending.body;
  const isDeleted = item.kind === "message" && item.message.deletedAt !== undefined;
  return `${author.displayName}, ${formatTime(momentOf(item), zone)}: ${isDeleted ? "deleted" : body.slice(0, 300)}`;
}

function MessageHead({ author, ms }: { readonly author: RowAuthor; readonly ms: number }) {
  return (
    <div className={styles.head}>
      <PersonTrigger user={author} className={styles.who}>
        <bdi title={`@${author.username}`}>{author.displayName}</bdi>
      </PersonTrigger>
      <MessageTime ms={ms} className={styles.when} />
    </div>
  );
}

function findMentioned({ mentions, mentionsAll }: Message, me: RowAuthor | undefined): Mentioned | undefined {
  if (mentions.length === 0 && mentionsAll === undefined) return undefined;
  const names = new Set(mentions.map(({ username }) => foldMention(username)));
  return { names: mentionsAll ? names.add(mentionsAll) : names, myName: me && foldMention(me.username) };
}

function MessageBody({ row: { item, isBlocked }, me }: MessageRowProps) {
  const actions = useContext(MessageActionsContext);
  if (item.kind === "pending") {
    return (
      <>
        <div className={styles.pending}>
          <MessageText body={item.pending.body} />
        </div>
        <PendingStatus pending={item.pending} />
      </>
    );
  }
  const { message } = item;
  if (message.deletedAt !== undefined) return <p className={styles.deleted}>This message was deleted.</p>;
  if (actions?.editingId === message.id) return <MessageEditor message={message} actions={actions} />;
  const mark = message.editedAt === undefined ? undefined : "(edited)";
  const text = <MessageText body={message.body} mark={mark} mentions={findMentioned(message, me)} />;
  return isBlocked ? <BlockedMessage>{text}</BlockedMessage> : text;
}
