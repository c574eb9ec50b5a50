import type { Locator, Page } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import type { RoomForMe } from "#protocol/room.ts";
import { eventually } from "../support/eventually.ts";
import { type Person, registerPerson } from "../support/people.ts";
import { fillRoom, numbered } from "./ground/fill-room.ts";
import { measureTasks } from "./ground/measure-tasks.ts";
import { type RoomView, viewRoom } from "./ground/room-view.ts";
import { makeStage } from "./ground/stage.ts";

const stage = makeStage();
const dayMs = 86_400_000;
let me: Person;
let friend: Person;
let room: RoomForMe;

beforeEach(async () => {
  [me, friend] = await Promise.all([registerPerson(stage.url), registerPerson(stage.url)]);
  ({ room } = await me.call("createRoom", { body: { name: `Log of ${me.username}` } }));
  await friend.call("addMembers", { params: { room: room.slug }, body: {} });
});

const say = (author: Person, ...bodies: string[]) => fillRoom(stage.server, author, room.id, bodies);

async function openRoom(): Promise<RoomView> {
  const view = viewRoom(await stage.open(`/rooms/${room.slug}/`, { person: me }));
  await view.messages.first().waitFor();
  return view;
}

const gapBelow = (log: Locator) => log.evaluate((el) => el.scrollHeight - el.scrollTop - el.clientHeight);
const heightOf = ({ log }: RoomView) => log.evaluate((el) => el.scrollHeight);
const untilAtEnd = (view: RoomView) => eventually(async () => (await gapBelow(view.log)) <= 2, { everyMs: 20 });

/** Turns the wheel over the log. */
async function scroll(view: RoomView, byPx: number): Promise<void> {
  const before = await view.log.evaluate((el) => el.scrollTop);
  await view.log.hover();
  await view.page.mouse.wheel(0, byPx);
  await eventually(async () => (await view.log.evaluate((el) => el.scrollTop)) !== before, { everyMs: 20 });
}

/** The topmost message in view, and where it stands. */
async function findAnchor(view: RoomView): Promise<{ text: string; y: number }> {
  return view.log.evaluate((log) => {
    const { top } = log.getBoundingClientRect();
    for (const article of log.querySelectorAll("article")) {
      const { y } = article.getBoundingClientRect();
      if (y >= top) return { text: article.getAttribute("aria-label") ?? "", y };
    }
    return { text: "", y: 0 };
  });
}

function positionOf(view: RoomView, label: string): Promise<number | undefined> {
  return view.log.evaluate((log, label) => {
    const found = [...log.querySelectorAll("article")].find((article) => article.getAttribute("aria-label") === label);
    return found?.getBoundingClientRect().y;
  }, label);
}

/** Lets the second page of history wait until told to come; the first is asked for as soon as the room opens. */
async function holdHistory(page: Page): Promise<{ isAsked(): boolean; release(): void }> {
  const gate = Promise.withResolvers<void>();
  let asked = 0;
  await page.route("**/messages?*before=*", async (route) => {
    asked++;
    if (asked > 1) await gate.promise;
    await route.continue();
  });
  return { isAsked: () => asked > 1, release: () => gate.resolve() };
}

test("the page comes with the 25 newest messages, and opens at the newest (2)", async () => {
  await say(me, ...numbered("line", 60));
  const plain = viewRoom(await stage.open(`/rooms/${room.slug}/`, { person: me, javaScriptEnabled: false }));
  expect(await plain.lines()).toEqual(numbered("line", 25, 36));
  const view = await openRoom();
  await untilAtEnd(view);
  await view.message("line 60").waitFor();
});

test("history comes while scrolling up, and what is in view does not move (24)", async () => {
  await say(me, ...numbered("line", 300).map((line, at) => (at % 7 === 0 ? `${line}\n\nand more\nto it` : line)));
  const context = await stage.enter({ person: me });
  const page = await context.newPage();
  const history = await holdHistory(page);
  await page.goto(`/rooms/${room.slug}/`);
  const view = viewRoom(page);
  await view.message("line 300").waitFor();
  await untilAtEnd(view);
  await eventually(async () => (await heightOf(view)) > 1_500);
  await scroll(view, -700);
  await eventually(history.isAsked);
  const height = await heightOf(view);
  const anchor = await findAnchor(view);
  history.release();
  await eventually(async () => (await heightOf(view)) > height + 500);
  expect(Math.abs(((await positionOf(view, anchor.text)) ?? NaN) - anchor.y)).toBeLessThanOrEqual(1);

  await eventually(async () => {
    await scroll(view, -3_000).catch(() => {});
    return (await view.page.getByText("This is the beginning of").count()) > 0;
  });
  await view.message("line 1").first().waitFor();
});

test("a message that comes while I read back moves nothing and is counted; the pill leads to it (7)", async () => {
  await say(me, ...numbered("line", 80));
  const view = await openRoom();
  await untilAtEnd(view);
  await scroll(view, -900);
  const anchor = await findAnchor(view);
  const pill = view.page.getByRole("button", { name: /Jump to latest/ });
  await pill.waitFor();
  expect(await pill.textContent()).not.toContain("new");
  await say(friend, "news 1");
  await view.page.getByRole("button", { name: "1 new · Jump to latest" }).waitFor();
  await say(friend, "news 2", "news 3");
  await view.page.getByRole("button", { name: "3 new · Jump to latest" }).waitFor();
  expect(await positionOf(view, anchor.text)).toBe(anchor.y);

  await pill.click();
  await untilAtEnd(view);
  await view.message("news 3").waitFor();
  await pill.waitFor({ state: "detached" });
  await say(friend, "and it follows", "now that I am at the end");
  await view.untilEndsWith("and it follows", "now that I am at the end");
  await untilAtEnd(view);
});

test("what I send takes me to the end", async () => {
  await say(friend, ...numbered("line", 80));
  const view = await openRoom();
  await untilAtEnd(view).catch(() => {});
  await scroll(view, -900);
  await view.send("here I am");
  await view.message("here I am").waitFor();
  await untilAtEnd(view);
  expect(await view.page.getByRole("button", { name: /Jump to latest/ }).count()).toBe(0);
});

test("the New divider stands before the first unread message, in view, and stays until I leave (2)", async () => {
  await say(friend, ...numbered("old", 30));
  await me.call("markRead", { params: { room: room.slug }, body: { upTo: 30 } });
  await say(friend, ...numbered("fresh", 20));
  const view = viewRoom(
    await stage.open(`/rooms/${room.slug}/`, { person: me, viewport: { width: 1280, height: 500 } }),
  );
  const divider = view.log.getByText("New", { exact: true });
  await divider.waitFor();
  const isInView = () =>
    divider.evaluate((el) => {
      const log = el.closest("[role=log]")?.getBoundingClientRect();
      const { top, bottom } = el.getBoundingClientRect();
      return log !== undefined && top >= log.top && bottom <= log.bottom;
    });
  await eventually(isInView);
  const followers = () =>
    divider.evaluate((el) => {
      const { bottom } = el.getBoundingClientRect();
      const below = [...(el.closest("[role=log]")?.querySelectorAll("article") ?? [])].find(
        (article) => article.getBoundingClientRect().top >= bottom - 1,
      );
      return below?.getAttribute("aria-label") ?? "";
    });
  expect(await followers()).toContain("fresh 1");
  await say(friend, "fresh 21");
  await scroll(view, 5_000);
  await view.message("fresh 21").waitFor();
  await eventually(async () => {
    const { room: now } = await me.call("getRoom", { params: { room: room.slug } });
    return now.membership?.readN === now.n;
  });
  await eventually(async () => {
    if ((await divider.count()) === 0) await scroll(view, -120);
    return (await divider.count()) > 0 && (await followers()).includes("fresh 1");
  });

  await view.page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name: "lobby" }).click();
  await view.page.waitForURL(/lobby|\/$/);
  await view.page.goBack();
  await view.message("fresh 21").waitFor();
  expect(await divider.count()).toBe(0);
});

test("messages are grouped by author, days separated, mine told apart, exact times given (9, 47)", async () => {
  stage.shiftTime(-3 * dayMs);
  await say(friend, "three days ago", "and a moment later");
  stage.shiftTime(-dayMs);
  await say(friend, "yesterday");
  await say(me, "mine of yesterday");
  stage.shiftTime(-dayMs + 6 * 60_000);
  await say(me, "six minutes later");
  stage.shiftTime(0);
  await say(me, "today");
  const view = await openRoom();
  await view.message("today").last().waitFor();
  const names = async (text: string) => view.message(text).getByText(friend.user.displayName, { exact: true }).count();
  expect(await names("three days ago")).toBe(1);
  expect(await names("and a moment later")).toBe(0);
  expect(await view.message("six minutes later").getByText(me.user.displayName, { exact: true }).count()).toBe(1);
  const order = await view.log.innerText();
  const spots = ["three days ago", "Yesterday", "mine of yesterday", "Today", "today"].map((text) =>
    order.indexOf(text),
  );
  expect(spots).toEqual(spots.toSorted((a, b) => a - b));
  expect(Math.min(...spots)).toBeGreaterThanOrEqual(0);

  const edgeOf = (text: string) =>
    view
      .message(text)
      .last()
      .evaluate((el) => getComputedStyle(el).boxShadow);
  expect(await edgeOf("mine of yesterday")).not.toBe(await edgeOf("three days ago"));

  const time = view.message("and a moment later").locator("time");
  const opacity = () => time.evaluate((el) => getComputedStyle(el).opacity);
  expect(await opacity()).toBe("0");
  await view.message("and a moment later").hover();
  await eventually(async () => (await opacity()) === "1");
  expect(await time.getAttribute("title")).toMatch(/\d{4}.*\d:\d\d/);
});

test("a room of 5,000 messages keeps few nodes and no long task while it is flung through (24)", async () => {
  await say(friend, ...numbered("a line of an ordinary length, as people write them,", 5_000));
  const view = await openRoom();
  await view.message("5000").waitFor();
  let nodes = 0;
  const fling = async () => {
    await view.log.hover();
    for (let turns = 0; turns < 60; turns++) {
      await view.page.mouse.wheel(0, -2_500);
      nodes = Math.max(nodes, await view.page.evaluate(() => document.querySelectorAll("*").length));
    }
  };
  const { longestMs } = await measureTasks(stage.browser, view.page, fling);
  const top = (await findAnchor(view)).text;
  expect(Number(/(\d+)$/.exec(top)?.[1])).toBeLessThan(4_600);
  expect(nodes).toBeLessThanOrEqual(1_500);
  expect(longestMs).toBeLessThanOrEqual(200);
});
