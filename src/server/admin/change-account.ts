import { refuseFaults } from "#protocol/errors.ts";
import type { UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { findLineFault } from "#protocol/text.ts";
import type { Account } from "#protocol/user.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import type { AccountChanges } from "../storage/storage.ts";

/** Changes what is given. @throws invalid, forbidden, not_found, last_admin. */
export async function changeAccount(
  { storage }: Context,
  viewer: Viewer,
  { userId, changes }: { userId: UserId; changes: AccountChanges },
): Promise<Account> {
  const { displayName } = changes;
  refuseFaults({
    displayName: displayName === undefined ? undefined : findLineFault(displayName, limits.displayNameMaxChars),
  });
  return storage.changeAccount({ viewer, userId, changes });
}
