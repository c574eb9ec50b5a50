import type { Assets } from "./find-assets.ts";
import type { PageProps } from "./page-props.ts";
import { nameRoom } from "../views/name-room.ts";
import { roomPath } from "../views/room-path.ts";

/** What stands in a page's head: for browsers, for search engines, and for those who share the link. */
export function listHead(props: PageProps, { script, chunks, style, font }: Assets) {
  const title = nameTitle(props);
  const description = describe(props);
  const address = findAddress(props);
  return (
    <>
      <meta
        name="viewport"
        content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
      />
      <title>{title}</title>
      <meta name="description" content={description} />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#f7f2ea" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#211d1a" media="(prefers-color-scheme: dark)" />
      {!isIndexable(props) && <meta name="robots" content="noindex" />}
      <link rel="canonical" href={address} />
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="manifest" href="/manifest.webmanifest" />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={props.installationName} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={address} />
      {font !== undefined && <link rel="preload" as="font" type="font/woff2" href={font} crossOrigin="anonymous" />}
      {style !== undefined && <link rel="stylesheet" href={style} />}
      {chunks.map((href) => (
        <link key={href} rel="modulepreload" href={href} />
      ))}
      {script !== undefined && <script type="module" src={script} />}
    </>
  );
}

const pageNames = {
  rooms: "Rooms",
  settings: "Settings",
  chats: "Chats",
  people: "People",
  activity: "Activity",
  login: "Log in",
  register: "Register",
  setup: "Set up",
  admin: "Administration",
  "not-found": "Not found",
};

function nameTitle(props: PageProps): string {
  const page = props.page === "room" ? nameRoom(props.room) : pageNames[props.page];
  return `${page} · ${props.installationName}`;
}

function describe(props: PageProps): string {
  if (props.page === "room") return props.room.topic || `${nameRoom(props.room)} on ${props.installationName}.`;
  if (props.page === "rooms") return `Rooms to read and to join on ${props.installationName}.`;
  return `${pageNames[props.page]} on ${props.installationName}.`;
}

/** One address for the lobby, which answers at two. */
function findAddress(props: PageProps): string {
  return props.origin + (props.page === "room" ? roomPath(props.room.slug) : props.path);
}

function isIndexable(props: PageProps): boolean {
  if (props.page === "rooms") return props.rooms.some((room) => room.indexable && room.readableBy === "everyone");
  return props.page === "room" && props.room.indexable && props.room.readableBy === "everyone";
}
