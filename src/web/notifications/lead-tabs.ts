import type { RoomId } from "#protocol/ids.ts";

/** One of several tabs, which agree among themselves who notifies. */
export interface TabCrew {
  readonly isLeader: () => boolean;
  /** Asks the other tabs, too. */
  readonly isLookedAt: (roomId: RoomId) => Promise<boolean>;
}

type Word = { readonly ask: string; readonly roomId: RoomId } | { readonly yes: string };

const answerMs = 120;

/**
 * The tab that holds the lock leads, until it is closed; without locks every tab does, and notifications of one message
 * replace each other by their tag.
 * @param isLooking Does this tab show the room to somebody who looks?
 */
export function joinTabs(isLooking: (roomId: RoomId) => boolean): TabCrew {
  let leads = !("locks" in navigator);
  // Held as long as the page lives.
  void navigator.locks?.request("parley-notifier", () => {
    leads = true;
    return new Promise(() => {});
  });
  const channel = new BroadcastChannel("parley-attention");
  const waiting = new Map<string, () => void>();
  channel.addEventListener("message", ({ data }: MessageEvent<Word>) => {
    if ("yes" in data) waiting.get(data.yes)?.();
    else if (isLooking(data.roomId)) channel.postMessage({ yes: data.ask } satisfies Word);
  });
  return {
    isLeader: () => leads,
    async isLookedAt(roomId) {
      if (isLooking(roomId)) return true;
      const ask = crypto.randomUUID?.() ?? String(Math.random());
      const { promise, resolve } = Promise.withResolvers<boolean>();
      waiting.set(ask, () => resolve(true));
      channel.postMessage({ ask, roomId } satisfies Word);
      setTimeout(() => resolve(false), answerMs);
      return promise.finally(() => waiting.delete(ask));
    },
  };
}
