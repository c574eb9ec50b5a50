import { rankName } from "#protocol/rank-name.ts";
import { toSearchName } from "#protocol/search-name.ts";
import type { User } from "#protocol/user.ts";

/** Is somebody's name like the folded text, as the server's search sees it? */
export function fits(query: string): (user: User) => boolean {
  return ({ username, displayName }) => rankName(toSearchName(username, displayName), query) !== undefined;
}
