import type { Message } from "#protocol/message.ts";
import type { RoomForMe } from "#protocol/room.ts";
import type { UserEvent } from "#protocol/user-event.ts";
import type { UserId } from "#protocol/ids.ts";

/** What of a room concerns me alone and changes without the room's log. */
type Attention = Pick<RoomForMe, "mentionedAt" | "calledAt" | "readEra">;
export type ReadEvent = Extract<UserEvent, { type: "read" }>;

/**
 * A room as the server has just answered with it, with the newer of two read positions: that of the later era, or the
 * further one of the same era. So it never goes back but where I set it back.
 */
export function mergeAttention(known: RoomForMe | undefined, room: RoomForMe): RoomForMe {
  if (!room.membership) return room;
  if (!known?.membership) return unreadOnly(room);
  const isKnownNewer = compareEras(known, room) || known.membership.readN - room.membership.readN;
  const { readN } = isKnownNewer > 0 ? known.membership : room.membership;
  const { readEra = 0 } = isKnownNewer > 0 ? known : room;
  const { mentionedAt, calledAt } = known.seq > room.seq ? known : room;
  return withAttention({ ...room, membership: { ...room.membership, readN } }, { mentionedAt, calledAt, readEra });
}

/** My position moved, on whatever device. The same room when it is old news. */
export function moveRead(
  room: RoomForMe,
  { readN, readEra, mentionedAt, calledAt }: Omit<ReadEvent, "type" | "roomId">,
) {
  if (!room.membership) return room;
  const { readEra: era = 0, membership } = room;
  if (readEra < era) return room;
  const isBack = readEra > era || (mentionedAt ?? calledAt) !== undefined;
  if (!isBack && readN <= membership.readN) return room;
  const lists = isBack ? { mentionedAt, calledAt } : { mentionedAt: room.mentionedAt, calledAt: room.calledAt };
  return withAttention({ ...room, membership: { ...membership, readN } }, { ...lists, readEra });
}

/** A message addresses me, or everybody, or does so no more. */
export function markAddressed(
  room: RoomForMe,
  list: "mentionedAt" | "calledAt",
  { n, isOn }: { n: number; isOn: boolean },
): RoomForMe {
  const before = room[list] ?? [];
  if (before.includes(n) === isOn || (isOn && n <= (room.membership?.readN ?? Infinity))) return room;
  const after = isOn ? [...before, n].sort((a, b) => a - b) : before.filter((each) => each !== n);
  return withAttention(room, { ...room, [list]: after });
}

/** Does it call everybody, and so me? */
export function callsMe(message: Message, myId: UserId | undefined, blocks: ReadonlySet<UserId>): boolean {
  const isCall = message.mentionsAll !== undefined && message.deletedAt === undefined;
  return isCall && message.author.id !== myId && !blocks.has(message.author.id);
}

/** Unread messages that address me. */
export function countMentions({ membership, mentionedAt = [], calledAt = [] }: RoomForMe): number {
  if (!membership) return 0;
  return new Set([...mentionedAt, ...calledAt].filter((n) => n > membership.readN)).size;
}

function compareEras(one: RoomForMe, other: RoomForMe): number {
  return (one.readEra ?? 0) - (other.readEra ?? 0);
}

function unreadOnly(room: RoomForMe): RoomForMe {
  return withAttention(room, room);
}

type Loose = { readonly [Key in keyof Attention]: Attention[Key] | undefined };

/** What is read is listed no more, and what is empty is absent. */
function withAttention(room: RoomForMe, { mentionedAt = [], calledAt = [], readEra = 0 }: Loose): RoomForMe {
  const { mentionedAt: _, calledAt: __, readEra: ___, ...rest } = room;
  const readN = room.membership?.readN ?? 0;
  const mentions = mentionedAt.filter((n) => n > readN);
  const calls = calledAt.filter((n) => n > readN);
  return {
    ...rest,
    ...(mentions.length > 0 && { mentionedAt: mentions }),
    ...(calls.length > 0 && { calledAt: calls }),
    ...(readEra > 0 && { readEra }),
  };
}
