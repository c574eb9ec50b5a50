import { lobbySlug } from "../room-path.ts";

export type AdminTab = "people" | "messages";

export type Route =
  | { readonly page: "room"; readonly slug: string }
  | { readonly page: "admin"; readonly tab: AdminTab }
  | {
      readonly page:
        | "rooms"
        | "chats"
        | "people"
        | "activity"
        | "settings"
        | "login"
        | "register"
        | "setup"
        | "not-found";
    };

const plainPages = new Map<string, Route>(
  Object.entries({
    "/": { page: "room", slug: lobbySlug },
    "/rooms": { page: "rooms" },
    "/settings": { page: "settings" },
    "/chats": { page: "chats" },
    "/people": { page: "people" },
    "/activity": { page: "activity" },
    "/login": { page: "login" },
    "/register": { page: "register" },
    "/setup": { page: "setup" },
    "/admin": { page: "admin", tab: "people" },
    "/admin/messages": { page: "admin", tab: "messages" },
  } satisfies Record<string, Route>),
);

/** What an address shows. */
export function findRoute(path: string): Route {
  const bare = path.replace(/\/+$/, "") || "/";
  const plain = plainPages.get(bare);
  if (plain) return plain;
  const slug = /^\/rooms\/([^/]+)$/.exec(bare)?.[1];
  return slug === undefined ? { page: "not-found" } : { page: "room", slug: decode(slug) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
