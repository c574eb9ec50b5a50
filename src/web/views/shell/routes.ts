import { lobbySlug } from "../room-path.ts";

export type Route =
  | { readonly page: "room"; readonly slug: string }
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
        | "style"
        | "not-found";
    };

const plainPages: Readonly<Record<string, Route>> = {
  "/": { page: "room", slug: lobbySlug },
  "/rooms": { page: "rooms" },
  "/settings": { page: "settings" },
  "/chats": { page: "chats" },
  "/people": { page: "people" },
  "/activity": { page: "activity" },
  "/login": { page: "login" },
  "/register": { page: "register" },
  "/setup": { page: "setup" },
  "/style": { page: "style" },
};

/** What an address shows. */
export function findRoute(path: string): Route {
  const bare = path.replace(/\/+$/, "") || "/";
  const plain = plainPages[bare];
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
