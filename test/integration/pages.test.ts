import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ClientId, RoomId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { Message } from "#protocol/message.ts";
import type { Position, RoomForMe } from "#protocol/room.ts";
import type { Self } from "#protocol/user.ts";
import { viewerOf } from "../../src/server/auth/viewer.ts";
import { openApp, type OpenedApp } from "../support/open-app.ts";
import { type Person, registerPerson } from "../support/people.ts";
import { type Answer, createVisitor } from "../support/visitor.ts";

let opened: OpenedApp;
let owner: Person;

beforeAll(async () => {
  opened = await openApp({ env: { PARLEY_NAME: "Tea & Talk" } });
  owner = await registerPerson(opened.url);
});
afterAll(() => opened[Symbol.asyncDispose]());

interface Boot {
  readonly me: Self | null;
  readonly rooms: readonly RoomForMe[];
  readonly room?: {
    readonly room: RoomForMe;
    readonly messages: readonly Message[];
    readonly hasMore: boolean;
    readonly position: Position;
  };
}

const guest = () => createVisitor(opened.url);
const asOwner = (path: string) => guest().get(path, owner.headers);

function readBoot({ text }: Answer): Boot {
  const json = /<script type="application\/json" id="boot">(.*?)<\/script>/s.exec(text)?.[1];
  if (json === undefined) throw new Error("The page carries no boot data");
  return JSON.parse(json) as Boot;
}

/** What a reader without script sees: the body, without the data at its end. */
const visible = ({ text }: Answer) => text.slice(text.indexOf("<body>")).replace(/<script.*?<\/script>/gs, "");
const words = (page: Answer) => visible(page).replace(/<[^>]*>/g, " ");
const attribute = ({ text }: Answer, pattern: RegExp) => pattern.exec(text)?.[1];

type RoomOptions = Parameters<typeof owner.call<"createRoom">>[1]["body"];

async function makeRoom(options: Partial<RoomOptions> = {}): Promise<RoomForMe> {
  const name = `Room ${Math.random().toString(36).slice(2)}`;
  return (await owner.call("createRoom", { body: { name, ...options } })).room;
}

let sent = 0;
async function say(roomId: RoomId, body: string, by: Person = owner): Promise<Message> {
  const clientId = `pages-test-${++sent}` as ClientId;
  const author = viewerOf(by.user);
  return (await opened.context.storage.sendMessage({ roomId, author, clientId, body })).message;
}

describe("a room's page", () => {
  test("says the newest messages without a script, oldest on top", async () => {
    const room = await makeRoom({ readableBy: "everyone" });
    for (let index = 1; index <= limits.pageMessages + 5; index++) await say(room.id, `saying-${index}-end`);
    const text = words(await guest().get(`/rooms/${room.slug}/`));
    const said = [...text.matchAll(/saying-(\d+)-end/g)].map(([, index]) => Number(index));
    expect(said).toEqual(Array.from({ length: limits.pageMessages }, (_, index) => index + 6));
  });

  test("has a title, a description and the address it is to be known by", async () => {
    const room = await makeRoom({ readableBy: "everyone", name: "<Tea> & “talk”", topic: `All "about" <tea>` });
    const page = await guest().get(`/rooms/${room.slug}/?utm=1`);
    expect(attribute(page, /<title>(.*?)<\/title>/)).toBe("&lt;Tea&gt; &amp; “talk” · Tea &amp; Talk");
    expect(attribute(page, /<meta name="description" content="(.*?)"/)).toBe("All &quot;about&quot; &lt;tea&gt;");
    expect(attribute(page, /<link rel="canonical" href="(.*?)"/)).toBe(`${opened.url}/rooms/${room.slug}/`);
  });

  test("the lobby's two addresses are known as one", async () => {
    const pages = await Promise.all(["/", "/rooms/lobby/"].map((path) => guest().get(path)));
    const [first, second] = pages.map((page) => attribute(page, /<link rel="canonical" href="(.*?)"/));
    expect(first).toBe(second);
    expect(pages.map(({ status }) => status)).toEqual([200, 200]);
  });

  test("search engines may list it only when everyone may read it and its owner allows it", async () => {
    const open = await makeRoom({ readableBy: "everyone" });
    const isHidden = async (path: string) =>
      (await asOwner(path)).text.includes(`<meta name="robots" content="noindex"`);
    expect(await isHidden(`/rooms/${open.slug}/`)).toBe(false);
    await owner.call("changeRoom", { params: { room: open.slug }, body: { indexable: false } });
    expect(await isHidden(`/rooms/${open.slug}/`)).toBe(true);
    await owner.call("changeRoom", { params: { room: open.slug }, body: { indexable: true, readableBy: "members" } });
    expect(await isHidden(`/rooms/${open.slug}/`)).toBe(true);
    for (const path of ["/login/", "/register/"]) {
      expect((await guest().get(path)).text).toContain(`<meta name="robots" content="noindex"`);
    }
  });

  test("carries what a client goes on from, without a hole, while others write and join", async () => {
    const room = await makeRoom({ readableBy: "everyone" });
    const viewer = viewerOf(owner.user);
    const writing = Promise.all(Array.from({ length: 60 }, (_, index) => say(room.id, `live ${index}`)));
    const boots = await Promise.all(Array.from({ length: 12 }, () => guest().get(`/rooms/${room.slug}/`)));
    const all = (await writing).map(({ seq }) => seq).sort((one, other) => one - other);
    for (const boot of boots.map(readBoot)) {
      if (!boot.room) throw new Error("The page carries no room");
      const { messages, position, room: carried } = boot.room;
      const known = messages.map(({ seq }) => seq);
      const log = await opened.context.storage.readLog({ viewer, roomId: room.id, since: position.seq, limit: 500 });
      const missed = log.events.flatMap(({ event }) => (event.type === "message" ? [event.message.seq] : []));
      const oldest = known[0] ?? 0;
      expect([...known, ...missed]).toEqual(all.filter((seq) => seq >= oldest || known.length === 0));
      expect(position.epoch).toBe(opened.context.storage.epoch);
      expect(carried.seq).toBeGreaterThanOrEqual(position.seq);
    }
  });

  test("older messages are a link away, and are nothing to go on from", async () => {
    const room = await makeRoom({ readableBy: "everyone" });
    for (let index = 1; index <= limits.pageMessages * 2; index++) await say(room.id, `saying-${index}-end`);
    const newest = await guest().get(`/rooms/${room.slug}/`);
    const link = attribute(newest, /<a href="([^"]*before=[^"]*)"/);
    expect(link).toBeDefined();
    const older = await guest().get(link ?? "");
    const said = [...words(older).matchAll(/saying-(\d+)-end/g)].map(([, index]) => Number(index));
    expect(said).toEqual(Array.from({ length: limits.pageMessages }, (_, index) => index + 1));
    expect(readBoot(older).room).toBeUndefined();
    expect((await guest().get(`/rooms/${room.slug}/?before=x`)).status).toBe(404);
  });

  test("what people write is text, in the page and in its data", async () => {
    const room = await makeRoom({ readableBy: "everyone" });
    const body = `</script><script>alert(1)</script><img src=x onerror=alert(2)> <!-- & "quotes" ' \u2028`;
    await say(room.id, body);
    const page = await guest().get(`/rooms/${room.slug}/`);
    expect(page.text).not.toContain("<script>alert");
    expect(page.text).not.toContain("<img src=x");
    expect(readBoot(page).room?.messages[0]?.body).toBe(body);
  });

  test("needs no inline script and no inline style", async () => {
    const room = await makeRoom({ readableBy: "everyone" });
    await say(room.id, "**bold** `code` https://example.org");
    for (const path of ["/", "/rooms/", `/rooms/${room.slug}/`, "/login/", "/nowhere/"]) {
      const { text, headers } = await guest().get(path);
      expect(headers.get("content-security-policy")).toMatch(/script-src 'self'; style-src 'self'/);
      expect(text).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
      const inline = [...text.matchAll(/<script(?![^>]*\ssrc=)[^>]*>/g)].map(([tag]) => tag);
      expect(inline).toEqual([`<script type="application/json" id="boot">`]);
    }
  });

  test("by its id leads to its slug", async () => {
    const room = await makeRoom({ readableBy: "everyone" });
    const { status, headers } = await guest().get(`/rooms/${room.id}/`);
    expect([status, headers.get("location")]).toEqual([302, `/rooms/${room.slug}/`]);
  });

  test("is kept by nobody", async () => {
    for (const answer of [await guest().get("/"), await asOwner("/")]) {
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
    }
  });
});

describe("who sees what", () => {
  test("a guest on a room of members is led to the login, and back", async () => {
    const room = await makeRoom();
    const { status, headers } = await guest().get(`/rooms/${room.slug}/?before=9`);
    const next = encodeURIComponent(`/rooms/${room.slug}/?before=9`);
    expect([status, headers.get("location")]).toEqual([302, `/login/?next=${next}`]);
  });

  test("a private room is to outsiders exactly like a missing one", async () => {
    const room = await makeRoom({ kind: "private", name: "Very secret", topic: "hush" });
    const outsider = await registerPerson(opened.url);
    const blank = ({ text }: Answer, slug: string) => text.replaceAll(slug, "SLUG");
    for (const headers of [{}, outsider.headers]) {
      for (const accept of ["text/html", "application/json"]) {
        const there = await guest().get(`/rooms/${room.slug}/`, { ...headers, accept });
        const missing = await guest().get("/rooms/no-such-room/", { ...headers, accept });
        expect([there.status, missing.status]).toEqual([404, 404]);
        expect(blank(there, room.slug)).toBe(blank(missing, "no-such-room"));
      }
    }
    expect((await asOwner(`/rooms/${room.slug}/`)).status).toBe(200);
    expect((await guest().get("/rooms/", outsider.headers)).text).not.toContain("Very secret");
  });

  test("a guest reads the lobby and is told how to write", async () => {
    const page = await guest().get("/");
    expect(readBoot(page)).toMatchObject({ me: null, room: { room: { slug: "lobby" } } });
    expect(visible(page)).toContain(`href="/login/?next=`);
    expect(visible(page)).not.toContain("<textarea");
  });

  test("the list of rooms shows guests what everyone may read, and people what they may join", async () => {
    const [open, members] = [await makeRoom({ readableBy: "everyone" }), await makeRoom()];
    const asGuest = visible(await guest().get("/rooms/"));
    const asPerson = visible(await asOwner("/rooms/"));
    expect([asGuest.includes(open.name), asGuest.includes(members.name)]).toEqual([true, false]);
    expect([asPerson.includes(open.name), asPerson.includes(members.name)]).toEqual([true, true]);
  });

  test("whoever is in already has no use for the doors", async () => {
    for (const path of ["/login/", "/register/"]) {
      const { status, headers } = await asOwner(`${path}?next=/rooms/`);
      expect([status, headers.get("location")]).toEqual([302, "/rooms/"]);
    }
  });
});

describe("addresses", () => {
  test.each(["/rooms", "/login", "/register", "/setup", "/rooms/lobby"])("%s leads to its slash", async (path) => {
    const { status, headers } = await guest().get(`${path}?a=1&b=/x`);
    expect([status, headers.get("location")]).toEqual([301, `${path}/?a=1&b=/x`]);
  });

  test("nothing is a page for browsers and JSON for others, and for the API", async () => {
    const page = await guest().get("/nowhere");
    expect([page.status, page.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    expect(visible(page)).toContain("There is nothing here");
    const json = await guest().fetch("/nowhere");
    expect([json.status, await json.json()]).toMatchObject([404, { error: { code: "not_found" } }]);
    expect((await guest().get("/api/v1/nowhere")).headers.get("content-type")).toMatch(/^application\/json/);
  });

  test.each([
    "/rooms/%ff/",
    "/rooms/%zz/",
    "/rooms/%00/",
    "/rooms/%2e%2e%2fetc%2fpasswd/",
    "/rooms/__proto__/",
    "/rooms/constructor/",
    "/rooms/'%3b--/",
    "/rooms/99999999999999999999/",
    "/rooms/0/",
    "/rooms/-1/",
    "/rooms/%F0%9F%8D%B5/",
    `/rooms/${"x".repeat(65)}/`,
    `/rooms/${"x".repeat(600)}/`,
    `/rooms/${"x".repeat(6_000)}/`,
    "//evil.example/rooms",
    "/rooms//",
    "/messages/%00",
    "/assets/../../package.json",
    "/assets/%2e%2e%2f%2e%2e%2fpackage.json",
    "/assets/..%5c..%5cpackage.json",
  ])("odd: %s is refused and harms nothing", async (path) => {
    for (const accept of ["text/html", "*/*"]) {
      const { status } = await guest().get(path, { accept });
      expect([400, 404]).toContain(status);
    }
    expect((await guest().get("/")).status).toBe(200);
  });

  test.each(["/", "/rooms/", "/rooms/lobby/", "/login/", "/robots.txt", "/messages/0", "/favicon.svg"])(
    "HEAD %s is GET without its body",
    async (path) => {
      const head = await guest().fetch(path, { method: "HEAD" });
      const get = await guest().fetch(path);
      expect([head.status, await head.text()]).toEqual([200, ""]);
      expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
    },
  );

  test.each([
    ["DELETE /", "GET, HEAD"],
    ["PUT /rooms/", "GET, HEAD"],
    ["POST /rooms/lobby/", "GET, HEAD"],
    ["GET /rooms/create/", "POST"],
    ["GET /logout/", "POST"],
    ["PATCH /login/", "GET, HEAD, POST"],
    ["GET /send", "POST"],
    ["POST /messages/3", "GET, HEAD"],
    ["DELETE /rooms/lobby/messages/", "GET, HEAD"],
    ["DELETE /api/rooms/lobby/messages/", "GET, HEAD, POST"],
    ["POST /robots.txt", "GET, HEAD"],
    ["DELETE /assets/x.js", "GET, HEAD"],
    ["POST /readyz", "GET, HEAD"],
  ])("%s is 405, and names what is allowed", async (line, allow) => {
    const [method = "", path = ""] = line.split(" ");
    const response = await guest().fetch(path, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
  });
});
