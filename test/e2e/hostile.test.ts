import type { Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import { makeSlug } from "../../src/web/views/rooms/make-slug.ts";
import { RefusedError } from "../support/caller.ts";
import { type Person, registerPerson } from "../support/people.ts";
import { fillRoom } from "./ground/fill-room.ts";
import { hostileSnippets } from "./ground/hostile-snippets.ts";
import { measureTasks } from "./ground/measure-tasks.ts";
import { viewRoom } from "./ground/room-view.ts";
import { makeStage, type Visit } from "./ground/stage.ts";
import { watchTakeover } from "./ground/takeover.ts";

const stage = makeStage();
let me: Person;
let attacker: Person;

beforeEach(async () => {
  [me, attacker] = await Promise.all([registerPerson(stage.url), registerPerson(stage.url)]);
});

/** A page that notes everything which must not happen. */
async function openTrap(path: string, visit: Visit): Promise<{ page: Page; sprung: () => Promise<string[]> }> {
  const context = await stage.enter(visit);
  const page = await context.newPage();
  const events: string[] = [];
  page.on("dialog", (dialog) => {
    events.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", (popup) => events.push(`popup: ${popup.url()}`));
  page.on("framenavigated", (frame) => {
    if (!frame.url().startsWith(stage.url) && frame.url() !== "about:blank") events.push(`navigation: ${frame.url()}`);
  });
  page.on("request", (request) => {
    const isOurs = request.url().startsWith(stage.url) || request.url().startsWith("data:image/");
    if (!isOurs) events.push(`request: ${request.url()}`);
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      Object.assign(globalThis, { trapped: `policy: ${event.violatedDirective} ${event.blockedURI}` });
    });
  });
  await page.goto(path);
  await watchTakeover(page);
  const sprung = async () => {
    const found = await page.evaluate((origin) => {
      const list: string[] = [];
      const { trapped } = globalThis as unknown as { trapped?: unknown };
      if (trapped !== undefined) list.push(`ran: ${JSON.stringify(trapped)}`);
      for (const script of document.querySelectorAll("script")) {
        if (!script.src.startsWith(`${origin}/assets/`)) list.push(`script: ${script.outerHTML.slice(0, 200)}`);
      }
      const foreign = document.querySelectorAll(
        "[role=log] :is(img, iframe, object, embed, form, style, link, base, svg svg)",
      );
      for (const element of foreign) list.push(`element: ${element.outerHTML.slice(0, 200)}`);
      for (const link of document.querySelectorAll<HTMLAnchorElement>("[role=log] a")) {
        if (!/^(https?|mailto):/.test(link.href)) list.push(`link: ${link.href.slice(0, 200)}`);
      }
      return list;
    }, stage.url);
    return [...events, ...found];
  };
  return { page, sprung };
}

test(`${hostileSnippets.length} hostile messages come live and are drawn as text`, async () => {
  const { room } = await me.call("createRoom", { body: { name: "Target" } });
  await attacker.call("addMembers", { params: { room: room.slug }, body: {} });
  const { page, sprung } = await openTrap(`/rooms/${room.slug}/`, { person: me });
  const view = viewRoom(page);
  await view.composer.waitFor();
  const drawAll = async () => {
    for (const [at, snippet] of hostileSnippets.entries()) {
      await fillRoom(stage.server, attacker, room.id, [snippet]);
      if (at % 12 === 11) await fillRoom(stage.server, attacker, room.id, [`mark ${at}`]);
      if (at % 12 === 11) await view.message(`mark ${at}`).waitFor();
    }
    await fillRoom(stage.server, attacker, room.id, ["the end"]);
    await view.message("the end").waitFor();
  };
  const { longestMs } = await measureTasks(stage.browser, page, drawAll);
  // A dozen may come at once.
  expect(longestMs).toBeLessThanOrEqual(12 * 50);
  expect(await sprung()).toEqual([]);

  // Once more as history, from the server's page on.
  const again = await openTrap(`/rooms/${room.slug}/`, { person: me });
  await viewRoom(again.page).message("the end").waitFor();
  for (let turns = 0; turns < 12; turns++) {
    await viewRoom(again.page).log.hover();
    await again.page.mouse.wheel(0, -4_000);
    expect(await again.sprung()).toEqual([]);
  }
}, 120_000);

test("each of the worst texts alone takes less than 50 ms to draw", async () => {
  const { room } = await me.call("createRoom", { body: { name: "Worst" } });
  const { page } = await openTrap(`/rooms/${room.slug}/`, { person: me });
  const view = viewRoom(page);
  await view.composer.waitFor();
  const worst = hostileSnippets.filter((snippet) => snippet.length > 3_000);
  expect(worst.length).toBeGreaterThan(15);
  const drawAll = async (round: number) => {
    for (const [at, snippet] of worst.entries()) {
      const end = `end ${round}.${at}.`;
      await fillRoom(stage.server, me, room.id, [`${snippet.slice(0, limits.messageMaxChars - 16)}\n\n${end}`]);
      await view.message(end).waitFor();
    }
  };
  // The best of three: what the machine does besides, such as collecting garbage, is no part of a text's cost.
  const longest: number[] = [];
  for (let round = 0; round < 3; round++) {
    longest.push((await measureTasks(stage.browser, page, () => drawAll(round))).longestMs);
  }
  expect(Math.min(...longest)).toBeLessThanOrEqual(50);
});

test("hostile names of rooms and people, and topics, are text everywhere", async () => {
  const short = hostileSnippets.filter((snippet) => snippet.length <= limits.roomNameMaxChars);
  expect(short.length).toBeGreaterThan(60);
  const taken: string[] = [];
  for (const [at, name] of short.slice(0, 24).entries()) {
    const body = { name, slug: `hostile-${makeSlug(me.username)}-${at}`, topic: name, readableBy: "everyone" } as const;
    const made = await attacker.call("createRoom", { body }).catch((error: unknown) => error);
    // Refusing such a name is as good as showing it harmlessly.
    if (made instanceof RefusedError) continue;
    await attacker
      .call("changeMe", { body: { displayName: name.slice(0, limits.displayNameMaxChars) } })
      .catch(() => {});
    await me.call("addMembers", { params: { room: body.slug }, body: {} });
    await fillRoom(stage.server, attacker, (await me.call("getRoom", { params: { room: body.slug } })).room.id, [name]);
    taken.push(body.slug);
  }
  expect(taken.length).toBeGreaterThan(8);
  const { page, sprung } = await openTrap("/rooms/", { person: me });
  expect(await sprung()).toEqual([]);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
  expect(await sprung()).toEqual([]);
  for (const slug of taken.slice(0, 8)) {
    await page.goto(`/rooms/${slug}/#details`);
    await page.getByRole("complementary", { name: "Room details" }).waitFor();
    await viewRoom(page).messages.first().waitFor();
    expect(await sprung()).toEqual([]);
  }
}, 120_000);
