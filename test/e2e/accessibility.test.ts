import { beforeAll, expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/people.ts";
import { fillRoom, numbered } from "./ground/fill-room.ts";
import { viewRoom } from "./ground/room-view.ts";
import { makeStage } from "./ground/stage.ts";
import { tabTo } from "./ground/tab-to.ts";
import { prepareViews, showView, views } from "./ground/varied-views.ts";

const stage = makeStage();
let me: Person;
let friend: Person;

beforeAll(async () => {
  ({ me, friend } = await prepareViews(stage));
});

test("everything is reached by Tab, with a focus that can be seen (45)", async () => {
  const page = await stage.open("/rooms/varied/", { person: me, reducedMotion: "reduce" });
  await viewRoom(page).composer.waitFor();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  const seen: string[] = [];
  const unseen: string[] = [];
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return undefined;
      if (element.dataset["visited"]) return "again";
      element.dataset["visited"] = "yes";
      const looks = (el: Element) => {
        const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(el);
        const outline = outlineStyle === "none" ? "" : outlineWidth;
        return [outline, boxShadow, borderColor, backgroundColor].join("|");
      };
      const chain = [element, element.parentElement, element.closest("form")].filter((el) => el !== null);
      const focused = chain.map(looks);
      element.blur();
      const plain = chain.map(looks);
      element.focus();
      const name = element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40);
      return { name: `${element.tagName.toLowerCase()} ${name}`, isSeen: focused.join() !== plain.join() };
    });
    // Past the last one the browser's own controls come, and then the first.
    if (!stop) continue;
    if (stop === "again") break;
    seen.push(stop.name);
    if (!stop.isSeen) unseen.push(stop.name);
  }
  expect(unseen).toEqual([]);
  const wanted = [
    /Skip to the room/,
    /Find a room/,
    /Create a room/,
    /lobby/,
    /Varied/,
    /Browse rooms/,
    /My menu/,
    /room details/,
    /Messages in/,
    /Message Varied/,
  ];
  expect(wanted.filter((part) => !seen.some((name) => part.test(name)))).toEqual([]);
});

test("messages are walked with the arrows, their tools used by keyboard, and focus comes back (45)", async () => {
  const page = await stage.open("/rooms/varied/", { person: me });
  const view = viewRoom(page);
  await view.composer.waitFor();
  await tabTo(page, view.log, "Shift+Tab");
  await page.keyboard.press("ArrowUp");
  const isOn = (text: string) =>
    eventually(() => page.evaluate((text) => document.activeElement?.getAttribute("aria-label")?.endsWith(text), text));
  await isOn("mine too");
  await page.keyboard.press("ArrowUp");
  await isOn(": mine");
  const deleteTool = view.message("mine").first().getByRole("button", { name: "Delete" });
  await tabTo(page, deleteTool);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Delete this message?" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await eventually(() => page.evaluate(() => document.activeElement !== document.body));
  const landed = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  expect(landed).toMatch(/^(Delete|Message Varied)$/);

  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Find a room" }).waitFor();
  await page.keyboard.press("Escape");
  await eventually(
    async () => (await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) === landed,
  );
});

test("F6 goes round the parts of the page", async () => {
  const page = await stage.open("/rooms/varied/", { person: me });
  await viewRoom(page).composer.waitFor();
  await eventually(() => viewRoom(page).composer.evaluate((input) => input === document.activeElement));
  const labels: (string | null | undefined)[] = [];
  for (let steps = 0; steps < 3; steps++) {
    await page.keyboard.press("F6");
    labels.push(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")));
  }
  expect(new Set(labels)).toEqual(new Set(["Message Varied", "Messages in Varied", "Rooms"]));
});

test("each new message of others is announced once, and nothing else, also in a steady stream (46)", async () => {
  const { room } = await me.call("createRoom", { body: { name: "Announced" } });
  await friend.call("addMembers", { params: { room: room.slug }, body: {} });
  await fillRoom(stage.server, friend, room.id, numbered("history", 40));
  const page = await stage.open(`/rooms/${room.slug}/`, { person: me });
  const view = viewRoom(page);
  await view.composer.waitFor();
  expect(
    await page
      .locator("[aria-live=polite], [aria-live=assertive], output, [role=status], [role=alert]")
      .allInnerTexts(),
  ).not.toContain("history");
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(
          "output, [role=status], [role=alert], [aria-live=polite], [aria-live=assertive]",
        );
        if (region?.textContent && heard.at(-1) !== region.textContent) heard.push(region.textContent);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await view.send("my own words");
  await view.untilConfirmed();
  const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.join(" | "));
  // One message every quarter of a second: an announcer that waits for silence would never speak.
  let said = 0;
  await eventually(
    async () => {
      await fillRoom(stage.server, friend, room.id, [`stream ${++said}.`]);
      return (await heard()).includes("stream 1.");
    },
    { everyMs: 250, what: "the first announcement" },
  );
  await fillRoom(stage.server, friend, room.id, ["the very last"]);
  await eventually(async () => (await heard()).includes("the very last"));
  const all = await heard();
  for (let at = 1; at <= said; at++) expect([at, all.split(`stream ${at}.`).length - 1]).toEqual([at, 1]);
  expect(all).not.toContain("my own words");
  expect(all).not.toContain("history");
});

const narrow = [
  ["320 px wide", { viewport: { width: 320, height: 640 } }],
  // What a window of 1280 × 800 has left when zoomed to 200 %.
  ["zoomed to 200 %", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
] as const;

test.each(narrow)("nothing needs scrolling sideways when %s (54)", async (_, options) => {
  const page = await stage.open("/", { ...options, person: me });
  const wide: string[] = [];
  for (const view of views.slice(0, 7)) {
    await showView(page, view);
    const by = await page.evaluate(() => {
      const overflows = [...document.querySelectorAll("html, body, main, [role=log], aside, [role=dialog]")].filter(
        (el) => el.scrollWidth > el.clientWidth + 1 && el.clientWidth > 0,
      );
      return overflows.map(
        (el) => `${el.tagName} ${el.getAttribute("aria-label")} ${el.scrollWidth}>${el.clientWidth}`,
      );
    });
    wide.push(...by.map((one) => `${view.what}: ${one}`));
  }
  expect(wide).toEqual([]);
});

test("with reduced motion nothing moves (54)", async () => {
  const page = await stage.open("/rooms/varied/", { person: me, reducedMotion: "reduce" });
  await viewRoom(page).composer.waitFor();
  await page.evaluate(() => {
    const moved: number[] = [];
    Object.assign(globalThis, { moved });
    const look = () => {
      for (const animation of document.getAnimations())
        moved.push(Number(animation.effect?.getComputedTiming().duration));
      requestAnimationFrame(look);
    };
    look();
  });
  await page.getByRole("link", { name: "Browse rooms" }).hover();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Find a room" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: /room details/ }).click();
  await page.getByRole("complementary", { name: "Room details" }).waitFor();
  const moved = await page.evaluate(() => (globalThis as unknown as { moved: number[] }).moved);
  expect(moved.filter((durationMs) => durationMs > 1)).toEqual([]);
});
