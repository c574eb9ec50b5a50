/**
 * What one tab tells the other tabs of the same browser: who is logged in may have changed; the outbox has; or this
 * browser's session is about to be exchanged for another, of which `account` will tell.
 */
export type TabNews = "account" | "outbox" | "renewal";

export interface Tabs {
  tell(news: TabNews): void;
  /** Never hears what this tab told. */
  listen(listener: (news: TabNews) => void): void;
}

export function openTabs(): Tabs {
  if (typeof BroadcastChannel === "undefined") return { tell() {}, listen() {} };
  const channel = new BroadcastChannel("parley");
  return {
    tell: (news) => channel.postMessage(news),
    listen: (listener) => channel.addEventListener("message", ({ data }: MessageEvent<TabNews>) => listener(data)),
  };
}
