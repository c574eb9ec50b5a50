import { expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import { guestAt, newUsername, password, registerPerson } from "../support/people.ts";
import { type RoomView, viewRoom } from "./ground/room-view.ts";
import { makeStage } from "./ground/stage.ts";
import { tabTo } from "./ground/tab-to.ts";

const stage = makeStage();

/** Registers with the keys of a keyboard only, and is in the lobby afterwards. */
async function register(username: string): Promise<RoomView> {
  const page = await stage.open("/");
  await tabTo(page, page.getByRole("link", { name: "Register" }).first());
  await page.keyboard.press("Enter");
  const name = page.getByRole("textbox", { name: "Username" });
  await name.waitFor();
  await tabTo(page, name);
  await page.keyboard.type(username);
  await tabTo(page, page.getByLabel("Password"));
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  const view = viewRoom(page);
  await view.composer.waitFor();
  return view;
}

async function enterLobby(): Promise<RoomView> {
  const view = viewRoom(await stage.open("/", { person: await registerPerson(stage.url) }));
  await view.composer.waitFor();
  return view;
}

async function typeAndSend({ page }: RoomView, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press("Enter");
  }
}

const numbered = (who: string, count: number) => Array.from({ length: count }, (_, at) => `${who} says ${at + 1}`);

test("two people register by keyboard, write at the same time, and see the same order (3, 4, 6)", async () => {
  const [ana, ben] = await Promise.all([register(newUsername()), register(newUsername())]);
  await eventually(() => ana.composer.evaluate((input) => input === document.activeElement));
  await Promise.all([typeAndSend(ana, numbered("ana", 5)), typeAndSend(ben, numbered("ben", 5))]);

  const { messages } = await eventually(async () => {
    const page = await guestAt(stage.url).call("listMessages", { params: { room: "lobby" }, query: {} });
    return page.messages.length === 10 ? page : undefined;
  });
  const inOrder = messages.map(({ body }) => body);
  expect(inOrder.filter((body) => body.startsWith("ana"))).toEqual(numbered("ana", 5));
  expect(inOrder.filter((body) => body.startsWith("ben"))).toEqual(numbered("ben", 5));
  for (const view of [ana, ben]) {
    await view.untilEndsWith(...inOrder);
    await view.untilConfirmed();
    expect(await view.lines()).toEqual(inOrder);
  }
});

test("a message is shown the instant Enter is pressed, pending, and is confirmed in its place (3)", async () => {
  const ana = await enterLobby();
  await ana.page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    const look = () => {
      for (const article of document.querySelectorAll("[role=log] article")) {
        if (!article.ariaLabel?.endsWith("at once")) continue;
        const state = article.textContent.includes("Sending") ? "pending" : "confirmed";
        if (seen.at(-1) !== state) seen.push(state);
      }
      const copies = [...document.querySelectorAll("article")].filter(({ ariaLabel }) =>
        ariaLabel?.endsWith("at once"),
      );
      if (copies.length > 1) seen.push("doubled");
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await ana.composer.fill("at once");
  // Within the task of the key press: nothing of the network can have answered yet.
  const isShownAtOnce = await ana.composer.evaluate((input) => {
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    return new Promise<boolean>((resolve) => {
      queueMicrotask(() => resolve(document.querySelector("[role=log]")?.textContent.includes("at once") ?? false));
    });
  });
  expect(isShownAtOnce).toBe(true);
  await ana.message("at once").waitFor();
  await ana.untilConfirmed();
  expect(await ana.page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([
    "pending",
    "confirmed",
  ]);
});

test("a room made by one is found and joined by the other, and they talk there (4)", async () => {
  const [ana, ben] = await Promise.all([enterLobby(), enterLobby()]);
  await ana.page.getByRole("link", { name: "Create a room" }).click();
  const dialog = ana.page.getByRole("dialog", { name: "Create a room" });
  await dialog.getByRole("textbox", { name: "Name" }).fill("Tea house");
  await ana.page.keyboard.press("Enter");
  await ana.page.waitForURL("**/rooms/tea-house/");
  await ana.page.getByRole("heading", { name: "Tea house", level: 1 }).waitFor();

  await ben.page.getByRole("link", { name: "Browse rooms" }).click();
  await ben.page.getByRole("button", { name: "Join Tea house" }).click();
  await ben.page.waitForURL("**/rooms/tea-house/");
  await ben.composer.waitFor();
  await Promise.all([typeAndSend(ana, numbered("ana", 5)), typeAndSend(ben, numbered("ben", 5))]);

  await eventually(async () => (await ana.lines()).length === 10 && (await ben.lines()).length === 10);
  await Promise.all([ana.untilConfirmed(), ben.untilConfirmed()]);
  expect(await ana.lines()).toEqual(await ben.lines());
});

test("logging out ends it in every tab, and the way back in is offered", async () => {
  const ana = await enterLobby();
  const secondTab = await ana.page.context().newPage();
  await secondTab.goto("/");
  await viewRoom(secondTab).composer.waitFor();
  await ana.page.getByRole("button", { name: "My menu" }).click();
  await ana.page.getByRole("button", { name: "Log out" }).click();
  for (const page of [ana.page, secondTab]) {
    await page.getByRole("link", { name: "Log in" }).first().waitFor();
    await viewRoom(page).composer.waitFor({ state: "detached" });
  }
  await ana.page.reload();
  await ana.page.getByText("reading as a guest").waitFor();
  expect(await ana.page.context().cookies()).toEqual([]);
});
