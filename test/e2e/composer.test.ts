import { beforeEach, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { eventually } from "../support/eventually.ts";
import { type Person, registerPerson } from "../support/people.ts";
import { type RoomView, viewRoom } from "./ground/room-view.ts";
import { makeStage } from "./ground/stage.ts";
import { watchTakeover } from "./ground/takeover.ts";

const stage = makeStage();
let me: Person;
let owner: Person;
let room: RoomForMe;

beforeEach(async () => {
  [me, owner] = await Promise.all([registerPerson(stage.url), registerPerson(stage.url)]);
  ({ room } = await owner.call("createRoom", { body: { name: `Room of ${owner.username}` } }));
  await me.call("addMembers", { params: { room: room.slug }, body: {} });
});

async function openRoom(): Promise<RoomView> {
  const view = viewRoom(await stage.open(`/rooms/${room.slug}/`, { person: me }));
  await view.composer.waitFor();
  return view;
}

async function held(): Promise<string[]> {
  const { messages } = await me.call("listMessages", { params: { room: room.slug }, query: {} });
  return messages.map(({ body }) => body);
}

test("the cursor is in the composer at once; Enter sends, Shift+Enter breaks the line (5, 6)", async () => {
  const { page, ...view } = await openRoom();
  await eventually(() => view.composer.evaluate((input) => input === document.activeElement));
  await page.keyboard.type("first line");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("second line");
  await page.keyboard.press("Enter");
  await view.untilEndsWith("first line\nsecond line");
  await view.untilConfirmed();
  expect(await held()).toEqual(["first line\nsecond line"]);
  expect(await view.composer.inputValue()).toBe("");
});

test("Enter while an input method composes never sends (5)", async () => {
  const { page, ...view } = await openRoom();
  await view.composer.focus();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 });
  await eventually(async () => (await view.composer.inputValue()) === "にほ");
  // As Chromium reports the Enter that picks a candidate: with the code of a key that belongs to the input method.
  const enter = { type: "rawKeyDown", key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 } as const;
  await session.send("Input.dispatchKeyEvent", enter);
  await session.send("Input.insertText", { text: "日本" });
  await eventually(async () => (await view.composer.inputValue()) === "日本");
  // As Safari does it: the composition has ended already, and only the old key code tells.
  await view.composer.evaluate((input) => {
    const keyDown = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, keyCode: 229 });
    input.dispatchEvent(keyDown);
  });
  expect(await view.lines()).toEqual([]);
  await page.keyboard.press("Enter");
  await view.untilEndsWith("日本");
});

test("arrow up edits my last message, Escape leaves it, Enter saves it for all (15)", async () => {
  const view = await openRoom();
  const other = viewRoom(await stage.open(`/rooms/${room.slug}/`, { person: owner }));
  await view.send("with a tpyo");
  await view.untilConfirmed();
  const editor = view.page.getByRole("textbox", { name: "Edit message" });
  await view.composer.press("ArrowUp");
  await editor.waitFor();
  expect(await editor.inputValue()).toBe("with a tpyo");
  await editor.fill("thrown away");
  await editor.press("Escape");
  await editor.waitFor({ state: "detached" });
  await eventually(() => view.composer.evaluate((input) => input === document.activeElement));
  expect(await view.lines()).toEqual(["with a tpyo"]);

  await view.composer.press("ArrowUp");
  await editor.fill("with a typo");
  await editor.press("Enter");
  await view.untilEndsWith("with a typo");
  await other.untilEndsWith("with a typo");
  await other.message("with a typo").getByText("(edited)").waitFor();
  expect(await held()).toEqual(["with a typo"]);
});

test("4,000 characters go, one more does not: the counter and the fault say so (60)", async () => {
  const view = await openRoom();
  const most = "🙂".repeat(limits.messageMaxChars);
  const send = view.page.getByRole("button", { name: "Send" });
  await view.composer.fill("short");
  expect(await view.page.getByText(String(limits.messageMaxChars - 5), { exact: true }).count()).toBe(0);
  await view.composer.fill(most.slice(4));
  await view.page.getByText("2", { exact: true }).waitFor();
  await view.composer.fill(`${most}x`);
  await view.page.getByText("-1", { exact: true }).waitFor();
  await view.page.getByText(/1 character too many/).waitFor();
  expect(await send.isDisabled()).toBe(true);
  await view.composer.press("Enter");
  expect(await view.composer.inputValue()).toBe(`${most}x`);
  expect(await view.messages.count()).toBe(0);
  await view.composer.press("Backspace");
  await view.composer.press("Enter");
  await view.messages.first().waitFor();
  await view.untilConfirmed();
  expect(await held()).toEqual([most]);
});

test("nothing but blanks is not sent, and is not complained about", async () => {
  const view = await openRoom();
  await view.composer.fill(" \n\u00a0\t ");
  await view.composer.press("Enter");
  expect(await view.page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  expect(await view.messages.count()).toBe(0);
  expect(await view.composer.getAttribute("aria-invalid")).toBeNull();
});

test("typing anywhere lands in the composer, from the first letter (6)", async () => {
  const { page, ...view } = await openRoom();
  await view.composer.evaluate((input) => input.blur());
  await page.keyboard.type("anywhere");
  expect(await view.composer.inputValue()).toBe("anywhere");
  await page.getByRole("link", { name: "Browse rooms" }).focus();
  await page.keyboard.type("-else");
  expect(await view.composer.inputValue()).toBe("anywhere-else");
});

test("each room keeps its own draft, over switching and over a reload (11, 27)", async () => {
  const { page, composer } = await openRoom();
  await composer.fill("draft of the room\nin two lines");
  const rooms = page.getByRole("navigation", { name: "Rooms" });
  await rooms.getByRole("link", { name: "lobby" }).click();
  await page.getByRole("textbox", { name: /Message lobby/i }).fill("draft of the lobby");
  await rooms.getByRole("link", { name: room.name }).getByText("draft").waitFor();
  await rooms.getByRole("link", { name: room.name }).click();
  const back = page.getByRole("textbox", { name: `Message ${room.name}` });
  await back.waitFor();
  expect(await back.inputValue()).toBe("draft of the room\nin two lines");
  await page.reload();
  await watchTakeover(page);
  expect(await back.inputValue()).toBe("draft of the room\nin two lines");
  await back.press("Enter");
  await viewRoom(page).untilEndsWith("draft of the room\nin two lines");
  await page.reload();
  await watchTakeover(page);
  expect(await back.inputValue()).toBe("");
  await rooms.getByRole("link", { name: "lobby" }).click();
  await eventually(async () => (await composer.inputValue()) === "draft of the lobby");
});

test("over the rate limit messages wait and go by themselves, in order", async () => {
  const view = await openRoom();
  const { count } = limits.messagesMaxPerUser;
  const { rateLimiter } = stage.server.context;
  for (let used = 0; used < count - 2; used++) await rateLimiter.use("messagesMaxPerUser", me.user.id);
  const texts = Array.from({ length: 4 }, (_, at) => `burst ${at + 1}`);
  for (const text of texts) await view.send(text);
  await view.untilEndsWith(...texts);
  await view.untilConfirmed();
  expect(await held()).toEqual(texts);
});

test("a message that is refused stays, says why, and offers Retry and Delete (29)", async () => {
  const view = await openRoom();
  await view.send("before");
  await view.untilConfirmed();
  // The answer to a message in flight: refused, because I am no member any more.
  await view.page.evaluate(() => {
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
      if (typeof data !== "string" || !data.includes('"t":"send"')) return send.call(this, data);
      Object.assign(globalThis, { letGo: () => send.call(this, data) });
      return undefined;
    };
  });
  await view.send("too late");
  await view.message("too late").getByText("Sending").waitFor();
  await owner.call("removeMember", { params: { room: room.slug, user: String(me.user.id) } });
  await view.page.getByRole("button", { name: "Join room" }).waitFor();
  await view.page.evaluate(() => (globalThis as unknown as { letGo(): void }).letGo());
  const failed = view.message("too late");
  await failed.getByText(/^Not sent/).waitFor();

  await failed.getByRole("button", { name: "Retry" }).click();
  await view.page.evaluate(() => (globalThis as unknown as { letGo(): void }).letGo());
  await failed.getByText(/^Not sent/).waitFor();
  await view.page.getByRole("button", { name: "Join room" }).click();
  await view.composer.waitFor();
  await failed.getByRole("button", { name: "Retry" }).click();
  await failed.getByText("Sending").waitFor();
  await view.page.evaluate(() => (globalThis as unknown as { letGo(): void }).letGo());
  await view.untilConfirmed();
  expect(await held()).toEqual(["before", "too late"]);
});

test("a failed message can be thrown away, and stays away", async () => {
  const view = await openRoom();
  await view.page.evaluate(() => {
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
      // As if another version of the page had sent what this server refuses.
      return send.call(this, typeof data === "string" ? data.replace('"body":"refused"', '"body":""') : data);
    };
  });
  await view.send("refused");
  const failed = view.message("refused");
  await failed.getByRole("button", { name: "Delete" }).click();
  await failed.waitFor({ state: "detached" });
  await view.page.reload();
  await watchTakeover(view.page);
  await view.send("the next one");
  await view.untilConfirmed();
  expect(await view.lines()).toEqual(["the next one"]);
});
