/** The room at `/`. */
export const lobbySlug = "lobby";

export function roomPath(slug: string): string {
  return `/rooms/${encodeURIComponent(slug)}/`;
}

/** Leads back to where it was asked for. */
export function loginPath(next: string): string {
  return `/login/?next=${encodeURIComponent(next)}`;
}

const base = "http://here";

/**
 * A path of this installation, query included; undefined for anything that leads elsewhere, however it is spelt
 * (`//evil.example`, `/\evil.example`, `/./\t/evil.example` …).
 */
export function toLocalPath(text: unknown): string | undefined {
  if (typeof text !== "string" || !/^\/[^\\\p{Cc}]*$/u.test(text) || !URL.canParse(text, base)) return undefined;
  const { origin, pathname, search, hash } = new URL(text, base);
  // `/.//evil.example` is local until its dots are resolved.
  return origin === base && !pathname.startsWith("//") ? pathname + search + hash : undefined;
}
