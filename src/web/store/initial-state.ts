import type { AppState } from "./contract.ts";

export const initialState: AppState = {
  me: undefined,
  connection: { kind: "connecting" },
  troubledSinceMs: undefined,
  rooms: new Map(),
  windows: new Map(),
  outbox: [],
  isOutboxVolatile: false,
  drafts: new Map(),
  preferences: {
    keywords: [],
    quietHours: null,
    pausedUntil: null,
    sound: true,
    presence: { state: "online", until: null },
  },
  blocks: new Set(),
};
