import type { Transport } from "../store/contract.ts";

/** A link that dies sooner than this did not really work: some proxies let a WebSocket open and cut it at once. */
const quickDeathMs = 10_000;
/** Whatever cuts links short, the server is there: the delay stops growing early. */
const roundsMaxAfterLife = 3;
const backoff = { firstMs: 1_000, longestMs: 30_000 } as const;
const probing = { firstMs: 30_000, longestMs: 600_000 } as const;

const below: Readonly<Record<Transport, Transport | undefined>> = { websocket: "sse", sse: "poll", poll: undefined };

/** Which transport is tried next, and what is known about how well it goes. */
export interface Ladder {
  readonly rung: Transport;
  /** Deaths soon after opening, one after the other. */
  readonly quickDeaths: number;
  /** Did this rung work before? Then one failure may be the server's restart rather than the road's fault. */
  readonly isProven: boolean;
  /** Failures since the last link that lived; the exponent of the delay. */
  readonly round: number;
}

/** What to do next: stand on `ladder.rung`, at once or after the delay. */
export interface Step {
  readonly ladder: Ladder;
  readonly isAtOnce: boolean;
}

export const topOfLadder: Ladder = { rung: "websocket", quickDeaths: 0, isProven: false, round: 0 };

/**
 * The rung could not be reached. One that had worked gets a second try; otherwise the next one down, at once; below the
 * last one, back to the top after a while.
 */
export function stepAfterFailure(ladder: Ladder): Step {
  const { rung, round, isProven } = ladder;
  if (isProven) return { ladder: { ...ladder, isProven: false, round: round + 1 }, isAtOnce: false };
  const next = below[rung];
  if (next) return { ladder: { ...topOfLadder, rung: next, round }, isAtOnce: true };
  return { ladder: { ...topOfLadder, round: round + 1 }, isAtOnce: false };
}

/**
 * A link that had worked ended. The same rung again after a short while, unless it dies quickly twice in a row.
 * A death by the server's word says nothing about the transport.
 */
export function stepAfterDeath(ladder: Ladder, livedMs: number, isByWord: boolean): Step {
  const isProven = true;
  if (livedMs >= quickDeathMs) return { ladder: { ...ladder, quickDeaths: 0, isProven, round: 0 }, isAtOnce: false };
  const round = Math.min(ladder.round + 1, roundsMaxAfterLife);
  const quickDeaths = isByWord ? ladder.quickDeaths : ladder.quickDeaths + 1;
  const next = below[ladder.rung];
  if (quickDeaths >= 2 && next) return { ladder: { ...topOfLadder, rung: next, round }, isAtOnce: true };
  return { ladder: { ...ladder, quickDeaths, isProven, round }, isAtOnce: false };
}

/** Doubling with the rounds, spread so that clients cut off together do not come back together. Milliseconds. */
export function pickDelay(round: number, random: number): number {
  const fullMs = Math.min(backoff.longestMs, backoff.firstMs * 2 ** round);
  return Math.round(fullMs * (0.25 + 0.75 * random));
}

/** How long to stay on a lower rung before looking whether a higher one works again. Milliseconds. */
export function pickProbeDelay(probes: number, random: number): number {
  const fullMs = Math.min(probing.longestMs, probing.firstMs * 2 ** probes);
  return Math.round(fullMs * (0.75 + 0.5 * random));
}

/** Which higher rung a probe tries: from polling, WebSocket and SSE by turns. */
export function pickProbed(rung: Transport, probes: number): Transport | undefined {
  switch (rung) {
    case "websocket":
      return undefined;
    case "sse":
      return "websocket";
    case "poll":
    default:
      return probes % 2 === 0 ? "websocket" : "sse";
  }
}
