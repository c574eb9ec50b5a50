import type { Audience } from "#protocol/http-api.ts";
import type { Operation } from "./build-document.ts";

/** Who may call, as the document says it. */
export function audienceOf({ security }: Pick<Operation, "security">): Audience {
  if (security.some((way) => Object.keys(way).length === 0)) return "guest";
  return security.some((way) => Object.values(way).flat().includes("admin")) ? "admin" : "member";
}
