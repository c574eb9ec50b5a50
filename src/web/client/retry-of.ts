import type { ErrorCode, ErrorView, Retry } from "#protocol/errors.ts";

const later: readonly ErrorCode[] = ["rate_limited", "too_many_connections", "internal", "unavailable"];

/** The protocol's `retry` of an error, without its messages, which the server sends along. */
export function retryOf(code: ErrorCode): Retry {
  if (code === "unauthenticated") return "login";
  return later.includes(code) ? "later" : "never";
}

/** What an address that leads nowhere is answered with. */
export const notFound: ErrorView = { code: "not_found", message: "There is nothing here, or you may not see it." };
