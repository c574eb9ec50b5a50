import { describe, expect, test } from "vitest";
import type { ClientId, Epoch } from "#protocol/ids.ts";
import { author, makeMessage, makeRoom } from "../client/fake-room.ts";
import type { PageProps } from "./page-props.ts";
import { renderPage } from "./render-page.tsx";

const room = makeRoom({
  slug: "talk",
  name: "Talk",
  topic: "Of this and that",
  readableBy: "everyone",
  indexable: true,
});
const me = { ...author, role: "member" as const };
const membership = { role: "member", joinedAt: "2026-01-01T00:00:00Z", readN: 0 } as const;
const site = {
  installationName: "Harbour",
  origin: "https://chat.example.org",
  path: "/",
  me: null,
  rooms: [room],
  nowMs: Date.parse("2026-11-19T12:00:00Z"),
};

function roomPage(changes: object = {}): PageProps {
  const position = { epoch: "e1" as Epoch, seq: 9 };
  const clientId = "client-id-1" as ClientId;
  return { ...site, page: "room", room, messages: [], hasMore: false, position, clientId, ...changes };
}

const pages: PageProps[] = [
  roomPage({ messages: [makeMessage({ body: "**hello**\n```\ncode\n```\n> quote" })] }),
  roomPage({ me, room: { ...room, membership } }),
  { ...site, page: "rooms", me },
  { ...site, page: "rooms" },
  { ...site, page: "login", next: "/rooms/talk/" },
  { ...site, page: "register", error: { code: "invalid", message: "", fields: { username: "too short" } } },
  { ...site, page: "setup" },
  { ...site, page: "not-found" },
];

function readBoot(html: string): unknown {
  const text = /<script type="application\/json" id="boot">(.*?)<\/script>/s.exec(html)?.[1] ?? "";
  return JSON.parse(text);
}

describe("every page", () => {
  test.each(pages.map((props) => [props.page, props] as const))(
    "%s needs no inline script, style or handler",
    (_, props) => {
      const html = renderPage(props);
      expect(html).not.toMatch(/\sstyle="/);
      expect(html).not.toMatch(/\son\w+="/);
      expect(html.match(/<script/g)).toHaveLength(1);
      expect(html).toMatch(/<title>[^<]+<\/title>/);
      expect(html).toMatch(/<meta name="description" content="[^"]+"/);
      expect(html).toMatch(/<link rel="canonical" href="https:\/\/chat\.example\.org\//);
    },
  );
});

describe("what people wrote", () => {
  const evil = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"'&\u2028`;

  test("is text in the page and data in the boot, wherever it stands", () => {
    const messages = [makeMessage({ body: evil, author: { ...author, displayName: evil } })];
    const html = renderPage(roomPage({ installationName: evil, room: { ...room, name: evil, topic: evil }, messages }));
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toContain("<img");
    expect(readBoot(html)).toMatchObject({ installationName: evil, room: { messages: [{ body: evil }] } });
  });

  test("leads only to http and https", () => {
    const body = "[x](javascript:alert(1)) https://good.example/";
    const html = renderPage(roomPage({ messages: [makeMessage({ body })] }));
    expect(html).not.toMatch(/href="javascript/);
    expect(html).toContain('href="https://good.example/" target="_blank" rel="noopener noreferrer nofollow"');
  });
});

describe("a room", () => {
  test("answers at one address, with the lobby's second one pointing to it", () => {
    expect(renderPage(roomPage())).toContain('<link rel="canonical" href="https://chat.example.org/rooms/talk/"/>');
  });

  test("is for search engines only when everybody reads it and its keepers agree", () => {
    expect(renderPage(roomPage())).not.toContain("noindex");
    expect(renderPage(roomPage({ room: { ...room, indexable: false } }))).toContain("noindex");
    expect(renderPage(roomPage({ room: { ...room, readableBy: "members" } }))).toContain("noindex");
  });

  test("is written to by members through a form; guests are shown the way in", () => {
    const asMember = renderPage(roomPage({ me, room: { ...room, membership } }));
    expect(asMember).toMatch(/<form[^>]* action="\/rooms\/talk\/messages\/create\/" method="post"/);
    expect(asMember).toContain('name="clientId" value="client-id-1"');
    const asGuest = renderPage(roomPage());
    expect(asGuest).not.toContain("messages/create");
    expect(asGuest).toContain('href="/login/?next=%2Frooms%2Ftalk%2F"');
    expect(renderPage(roomPage({ me }))).toContain('action="/rooms/talk/join/"');
  });

  test("says times in UTC, for the client to say them in the reader's zone", () => {
    const html = renderPage(roomPage({ messages: [makeMessage({ createdAt: "2026-11-19T10:03:00.000Z" })] }));
    expect(html).toMatch(/<time[^>]* dateTime="2026-11-19T10:03:00.000Z"[^>]*>10:03</i);
    expect(html).toContain("<span>Today</span>");
  });
});

describe("a refused form", () => {
  test("says why beside the field, and never gives a password back", () => {
    const error = { code: "invalid", message: "", fields: { username: "too short" } } as const;
    const html = renderPage({ ...site, page: "register", error, values: { username: "a", password: "secret" } });
    expect(html).toContain("Too short.");
    expect(html).toMatch(/name="username"[^>]*value="a"/);
    expect(html).not.toContain("secret");
  });
});
