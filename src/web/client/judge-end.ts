import { closeCodes, type CloseKind } from "#protocol/close-codes.ts";
import type { LinkEnd } from "./link.ts";

export type Verdict =
  | { readonly kind: "over"; readonly reason: "session" | "version" }
  /** The server asks us to come back, perhaps only after a delay; the transport is sound. */
  | { readonly kind: "later"; readonly delayMs: number | undefined }
  | { readonly kind: "broken" };

/** Coming back at once would find as many connections open as before. */
const crowdedDelayMs = 60_000;

const kinds: readonly CloseKind[] = Object.values(closeCodes);

/** What the end of a link asks of us. */
export function judgeEnd({ code, error, delayMs }: LinkEnd): Verdict {
  if (code !== undefined) return judgeCode(code, delayMs);
  if (!error) return { kind: "broken" };
  if (error.code === "unauthenticated") return { kind: "over", reason: "session" };
  const askedMs = error.retryAfterMs ?? delayMs;
  if (error.code === "too_many_connections") return { kind: "later", delayMs: askedMs ?? crowdedDelayMs };
  return askedMs === undefined ? { kind: "broken" } : { kind: "later", delayMs: askedMs };
}

function judgeCode(code: number, delayMs: number | undefined): Verdict {
  if (code === closeCodes.sessionEnded.code) return { kind: "over", reason: "session" };
  if (code === closeCodes.tooManyConnections.code) return { kind: "later", delayMs: delayMs ?? crowdedDelayMs };
  const known = kinds.find((kind) => kind.code === code);
  // A code of the range "do not come back" that this page does not know is from a newer server: reload.
  if (known?.shouldReconnect === false || (code >= 4400 && code <= 4499)) return { kind: "over", reason: "version" };
  return known || (code >= 4000 && code <= 4099) ? { kind: "later", delayMs } : { kind: "broken" };
}
