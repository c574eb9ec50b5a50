import { refuseFaults } from "#protocol/errors.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import type { HistoryPage, HistoryQuery } from "../storage/storage.ts";

/** A page of history. @throws invalid when it is asked for in two directions, not_found. */
export async function listMessages(
  { storage }: Context,
  viewer: Viewer,
  query: Omit<HistoryQuery, "viewer">,
): Promise<HistoryPage> {
  const [, second] = (["before", "after", "around"] as const).filter((name) => query[name] !== undefined);
  if (second) refuseFaults({ [second]: "only one of before, after and around" });
  return storage.listMessages({ ...query, viewer });
}
