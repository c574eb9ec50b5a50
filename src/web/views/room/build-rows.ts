import type { TimelineItem } from "../../store/contract.ts";
import { dayOf, type Zone } from "../../i18n/day.ts";

const groupMs = 5 * 60_000;

/**
 * One line of the room's log with everything that stands above it. Separators belong to the message below them, so
 * that a page of history put before the window moves no row that is already there.
 */
export interface Row {
  readonly key: string;
  readonly item: TimelineItem;
  /** Shows the author: the first of a group. */
  readonly isFirst: boolean;
  readonly isMine: boolean;
  /** The day that begins here. */
  readonly day: number | undefined;
  /** The New divider stands above. */
  readonly isNew: boolean;
  /** I have blocked its author: it is folded away. */
  readonly isBlocked: boolean;
}

interface RowContext {
  readonly zone: Zone;
  readonly myId: number | undefined;
  /** The divider stands before the first message by somebody else with `n` above this. */
  readonly dividerN: number | undefined;
  readonly blocks?: ReadonlySet<number>;
  /** Older messages are not loaded: what day the first row begins is then not known. */
  readonly hasMore: boolean;
}

export function buildRows(items: readonly TimelineItem[], context: RowContext): Row[] {
  const rows: Row[] = [];
  let isDivided = context.dividerN === undefined || startsUnread(items, context);
  let previous: TimelineItem | undefined;
  for (const item of items) {
    const isNew = !isDivided && isUnread(item, context);
    isDivided ||= isNew;
    const day = findNewDay(item, previous, context);
    rows.push({
      key: item.key,
      item,
      isFirst: isNew || day !== undefined || !isFollower(item, previous, context),
      isMine: authorOf(item, context) === context.myId,
      day,
      isNew,
      isBlocked: item.kind === "message" && (context.blocks?.has(item.message.author.id) ?? false),
    });
    previous = item;
  }
  return rows;
}

/** Is the place of the divider further up than what is loaded? */
function startsUnread([first]: readonly TimelineItem[], { dividerN = 0, hasMore }: RowContext): boolean {
  return hasMore && first?.kind === "message" && first.message.n > dividerN + 1;
}

/** Milliseconds since the Unix epoch; a time that is none must not take the room down with it. */
export function momentOf(item: TimelineItem): number {
  if (item.kind === "pending") return item.pending.createdAtMs;
  return Date.parse(item.message.createdAt) || 0;
}

function authorOf(item: TimelineItem, { myId }: RowContext): number | undefined {
  return item.kind === "message" ? item.message.author.id : myId;
}

function isUnread(item: TimelineItem, { dividerN, myId }: RowContext): boolean {
  return item.kind === "message" && item.message.n > (dividerN ?? Infinity) && item.message.author.id !== myId;
}

function findNewDay(item: TimelineItem, previous: TimelineItem | undefined, context: RowContext): number | undefined {
  const day = dayOf(momentOf(item), context.zone);
  if (!previous) return context.hasMore ? undefined : day;
  return day === dayOf(momentOf(previous), context.zone) ? undefined : day;
}

function isFollower(item: TimelineItem, previous: TimelineItem | undefined, context: RowContext): boolean {
  if (!previous || isDeleted(previous) !== isDeleted(item)) return false;
  const isSameAuthor = authorOf(item, context) === authorOf(previous, context);
  return isSameAuthor && momentOf(item) - momentOf(previous) < groupMs;
}

function isDeleted(item: TimelineItem): boolean {
  return item.kind === "message" && item.message.deletedAt !== undefined;
}
