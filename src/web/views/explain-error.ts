import type { ErrorView } from "#protocol/errors.ts";
import { count } from "../i18n/count.ts";

/** What happened and what to do, for people. */
export function explainError(error: ErrorView): string {
  if (error.code === "rate_limited" && error.retryAfterMs !== undefined) {
    return `Too many tries. Wait ${nameSpan(error.retryAfterMs)}, then try again.`;
  }
  if (error.code === "unavailable") return "The server cannot be reached. Check your connection, then try again.";
  return error.message;
}

/** Why a field was refused, as a sentence. */
export function explainFault(error: ErrorView | undefined, field: string): string | undefined {
  const fault = error?.fields?.[field];
  if (fault === undefined || fault === "") return fault;
  const sentence = fault.charAt(0).toUpperCase() + fault.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function nameSpan(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 90 ? count(seconds, "second", "seconds") : count(Math.ceil(seconds / 60), "minute", "minutes");
}
