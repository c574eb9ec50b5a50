import type { Bus } from "./bus.ts";

/** The bus of a single node: a function call. */
export function createMemoryBus(): Bus {
  const listeners: Parameters<Bus["listen"]>[0][] = [];
  return {
    publish(notices) {
      for (const listener of listeners) listener(notices);
    },
    listen(listener) {
      listeners.push(listener);
    },
    async close() {
      listeners.length = 0;
    },
  };
}
