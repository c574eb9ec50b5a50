export interface CloseKind {
  readonly code: number;
  readonly shouldReconnect: boolean;
  readonly reason: string;
}

/**
 * Every way the server ends a live connection. 4000–4099: come back (after the delay in the reason, when there is
 * one); 4400–4499: do not come back unchanged. The same names end an SSE stream as its last event.
 */
export const closeCodes = {
  draining: { code: 1012, shouldReconnect: true, reason: "server is restarting" },
  slow: { code: 4000, shouldReconnect: true, reason: "reader too slow, resync" },
  silent: { code: 4001, shouldReconnect: true, reason: "no heartbeat" },
  noHello: { code: 4002, shouldReconnect: true, reason: "no hello in time" },
  failed: { code: 4003, shouldReconnect: true, reason: "server error" },
  badFrame: { code: 4400, shouldReconnect: false, reason: "frame could not be read" },
  sessionEnded: { code: 4401, shouldReconnect: false, reason: "session ended" },
  badVersion: { code: 4406, shouldReconnect: false, reason: "protocol version not spoken here" },
  tooManyConnections: { code: 4429, shouldReconnect: false, reason: "too many connections" },
} as const satisfies Record<string, CloseKind>;

export type CloseName = keyof typeof closeCodes;
