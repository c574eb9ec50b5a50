import type { UserId } from "#protocol/ids.ts";

/** What of the messages is shown; part of the address, so that it can be shared and gone back to. */
export interface MessagesFilter {
  /** Slug. */
  readonly room?: string | undefined;
  readonly author?: UserId | undefined;
}

export function messagesPath({ room, author }: MessagesFilter): string {
  const query = new URLSearchParams();
  if (room !== undefined) query.set("room", room);
  if (author !== undefined) query.set("author", String(author));
  return `/admin/messages/${query.size > 0 ? `?${query.toString()}` : ""}`;
}

export function readMessagesFilter(search: string): MessagesFilter {
  const query = new URLSearchParams(search);
  const author = query.get("author") ?? "";
  return {
    room: query.get("room") ?? undefined,
    author: /^[1-9][0-9]{0,15}$/.test(author) ? (Number(author) as UserId) : undefined,
  };
}
