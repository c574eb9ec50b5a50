export interface Signals {
  /** The network or the reader came back, or the network is said to be gone: look whether the connection still lives. */
  readonly onWake: () => void;
  /** The tab goes to the background, perhaps for good: the last moment to keep things. */
  readonly onHide: () => void;
}

/** Listens for what the browser knows about the network and the reader's attention. */
export function watchSignals({ onWake, onHide }: Signals): void {
  globalThis.addEventListener("online", onWake);
  globalThis.addEventListener("offline", onWake);
  globalThis.addEventListener("pageshow", onWake);
  globalThis.addEventListener("pagehide", onHide);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") onWake();
    else onHide();
  });
}
