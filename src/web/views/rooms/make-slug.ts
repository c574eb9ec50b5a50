import { limits } from "#protocol/limits.ts";

/** The address a name would get; empty when the name has no letters that an address can hold. The server decides. */
export function makeSlug(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, limits.roomSlugMaxChars)
    .replace(/^-+|-+$/g, "");
}
