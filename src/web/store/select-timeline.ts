import type { RoomId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import type { AppState, PendingMessage, TimelineItem } from "./contract.ts";

const noMessages: readonly Message[] = [];
const nothing: readonly TimelineItem[] = [];

/**
 * A selector of what the room's view lists: confirmed messages, then mine that are on their way. A pending message
 * whose confirmed twin is in the window is left out, and its twin keeps the same key, so that confirming a message
 * replaces no element. Make one per room view: it answers with the same array until something in it changed.
 */
export function selectTimeline(roomId: RoomId): (state: AppState) => readonly TimelineItem[] {
  let messages: readonly Message[] = noMessages;
  let outbox: readonly PendingMessage[] | undefined;
  let myId: number | undefined;
  let timeline = nothing;
  return (state) => {
    const nextMessages = state.windows.get(roomId)?.state.messages ?? noMessages;
    if (nextMessages === messages && state.outbox === outbox && state.me?.id === myId) return timeline;
    [messages, outbox, myId] = [nextMessages, state.outbox, state.me?.id];
    timeline = mergeTimeline(
      messages,
      outbox.filter((pending) => pending.roomId === roomId),
      myId,
    );
    return timeline;
  };
}

function mergeTimeline(
  messages: readonly Message[],
  outbox: readonly PendingMessage[],
  myId: number | undefined,
): readonly TimelineItem[] {
  if (messages.length === 0 && outbox.length === 0) return nothing;
  const mine = messages.filter((message) => message.author.id === myId && message.clientId !== undefined);
  const confirmed = new Set(mine.map((message) => message.clientId));
  const pending = outbox.filter(({ clientId }) => !confirmed.has(clientId));
  return [
    ...messages.map((message) => ({ kind: "message" as const, key: keyOf(message, myId), message })),
    ...pending.map((item) => ({ kind: "pending" as const, key: `c${item.clientId}`, pending: item })),
  ];
}

function keyOf(message: Message, myId: number | undefined): string {
  const isMine = message.author.id === myId && message.clientId !== undefined;
  return isMine ? `c${message.clientId}` : `m${message.id}`;
}
