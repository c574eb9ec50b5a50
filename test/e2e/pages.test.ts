import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { newUsername, password, registerPerson } from "../support/people.ts";
import { fillRoom, numbered } from "./ground/fill-room.ts";
import { viewRoom } from "./ground/room-view.ts";
import { makeStage, phone } from "./ground/stage.ts";
import { watchTakeover } from "./ground/takeover.ts";

const stage = makeStage();
const plain = { javaScriptEnabled: false } as const;

async function fillIn(page: Page, fields: Readonly<Record<string, string>>, button: string): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).first().fill(value);
  await page.getByRole("button", { name: button }).last().click();
}

test("without script one registers, makes a room, writes, and is read by others", async () => {
  const username = newUsername();
  const ana = await stage.open("/", plain);
  await ana.getByRole("link", { name: "Register" }).first().click();
  await fillIn(ana, { Username: username, Password: password }, "Register");
  await ana.getByRole("textbox", { name: /^Message / }).fill("hello from a plain form");
  await ana.getByRole("button", { name: "Send" }).click();
  await viewRoom(ana).message("hello from a plain form").waitFor();

  await ana.getByRole("link", { name: "Browse rooms" }).click();
  await fillIn(ana, { Name: "Plain room", Topic: "made of forms" }, "Create room");
  await ana.getByRole("heading", { name: "Plain room", level: 1 }).waitFor();

  const ben = await stage.open("/login/", { ...plain, person: await registerPerson(stage.url) });
  await ben.goto("/rooms/");
  await ben.getByRole("button", { name: "Join Plain room" }).click();
  await ben.getByRole("textbox", { name: /^Message / }).fill("hello back");
  await ben.getByRole("button", { name: "Send" }).click();
  await ana.reload();
  expect(await viewRoom(ana).lines()).toEqual(["hello back"]);

  await ana.getByRole("button", { name: "My menu" }).click();
  await ana.getByRole("button", { name: "Log out" }).click();
  await ana.getByText("reading as a guest").waitFor();
  await ana.goto("/login/");
  await fillIn(ana, { Username: username, Password: "not it at all" }, "Log in");
  await ana.getByText(/do not match|not right|wrong/i).waitFor();
  expect(await ana.getByLabel("Username").inputValue()).toBe(username);
  await fillIn(ana, { Password: password }, "Log in");
  await ana.getByRole("textbox", { name: /^Message / }).waitFor();
});

const cases = [
  { scheme: "light", size: { width: 1280, height: 800 } },
  { scheme: "dark", size: { width: 1280, height: 800 } },
  { scheme: "dark", size: phone },
] as const;

test.each(cases)("the client takes the page over without a flash: $scheme, $size.width px (1)", async (shown) => {
  const [me, friend] = await Promise.all([registerPerson(stage.url), registerPerson(stage.url)]);
  const { room } = await me.call("createRoom", { body: { name: "Takeover", slug: `takeover-${me.username}` } });
  await friend.call("addMembers", { params: { room: room.slug }, body: {} });
  await fillRoom(stage.server, friend, room.id, ["hello", "**bold** and `code`", ...numbered("line", 14)]);
  await me.call("markRead", { params: { room: room.slug }, body: { upTo: 16 } });
  // UTC, as the server writes the times before it knows the viewer's zone.
  const context = await stage.enter({
    person: me,
    viewport: shown.size,
    colorScheme: shown.scheme,
    timezoneId: "UTC",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  const gate = Promise.withResolvers<void>();
  await page.route("**/assets/*.js", async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.goto(`/rooms/${room.slug}/`, { waitUntil: "commit" });
  await viewRoom(page).message("line 14").waitFor();
  await page.evaluate(() => document.fonts.ready);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await page.screenshot({ caret: "hide" });

  gate.resolve();
  await watchTakeover(page);
  const { composer } = viewRoom(page);
  await composer.waitFor();
  await composer.evaluate((input) => input.blur());
  const after = await page.screenshot({ caret: "hide" });
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThanOrEqual(0.001);
  expect(await comparePictures(page, before, after)).toBeLessThanOrEqual(0.0005);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(ground);
  expect(await brightness(page, before)).toSatisfy((light: number) =>
    shown.scheme === "dark" ? light < 80 : light > 175,
  );
});

test("what was typed before the script came stays, and so does the cursor (6)", async () => {
  const me = await registerPerson(stage.url);
  const context = await stage.enter({ person: me });
  const page = await context.newPage();
  const gate = Promise.withResolvers<void>();
  await page.route("**/assets/*.js", async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  const { composer } = viewRoom(page);
  await composer.click();
  await page.keyboard.type("early bird");
  gate.resolve();
  await watchTakeover(page);
  await page.keyboard.type(" sings");
  expect(await composer.inputValue()).toBe("early bird sings");
});

/** The share of pixels that differ visibly. */
function comparePictures(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return page.evaluate(
    async (pictures) => {
      const [a = new Uint8ClampedArray(), b = new Uint8ClampedArray()] = await Promise.all(
        pictures.map(async (picture) => {
          const image = new Image();
          image.src = `data:image/png;base64,${picture}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext("2d");
          context?.drawImage(image, 0, 0);
          return context?.getImageData(0, 0, image.width, image.height).data;
        }),
      );
      let different = 0;
      for (let at = 0; at < a.length; at += 4) {
        const by = [0, 1, 2].map((part) => Math.abs((a[at + part] ?? 0) - (b[at + part] ?? 0)));
        if (Math.max(...by) > 24) different++;
      }
      return different / (a.length / 4);
    },
    [one.toString("base64"), other.toString("base64")],
  );
}

/** The mean of all pixels, 0 to 255. */
function brightness(page: Page, picture: Buffer): Promise<number> {
  return page.evaluate(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context?.drawImage(image, 0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
    return (red + green + blue) / 3;
  }, picture.toString("base64"));
}
