export const lobbySlug = "lobby";

export function roomPath(slug: string): string {
  return `/rooms/${encodeURIComponent(slug)}/`;
}
