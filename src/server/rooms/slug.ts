import { limits } from "#protocol/limits.ts";

/** Words that stand in the place of a slug in some address. */
const reserved = new Set(["create", "direct", "me", "messages", "new", "rooms"]);

/** Why this cannot be a room's address, in words for its owner; undefined when it can. */
export function findSlugFault(slug: string): string | undefined {
  if (slug.length > limits.roomSlugMaxChars) return `at most ${limits.roomSlugMaxChars} characters`;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return "only a-z, 0-9 and single hyphens between them";
  // A path's room is an id or a slug: digits are an id.
  if (/^[0-9]+$/.test(slug)) return "not only digits";
  return reserved.has(slug) ? "another word: this one is reserved" : undefined;
}

/** The address that a name suggests: "Crème Brûlée!" is at `creme-brulee`. Undefined when it holds too little ASCII. */
export function slugFrom(name: string): string | undefined {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, limits.roomSlugMaxChars - 8)
    .replace(/^-|-$/g, "");
  return findSlugFault(slug) === undefined ? slug : undefined;
}
