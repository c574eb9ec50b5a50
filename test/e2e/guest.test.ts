import { afterEach, beforeEach, expect, test } from "vitest";
import { makeClientId } from "../../src/web/platform/make-client-id.ts";
import { type BlockingProxy, type Road, startBlockingProxy } from "../support/blocking-proxy.ts";
import { eventually } from "../support/eventually.ts";
import { type Person, registerPerson } from "../support/people.ts";
import { viewRoom } from "./ground/room-view.ts";
import { makeStage } from "./ground/stage.ts";

const stage = makeStage();
let proxy: BlockingProxy;
let writer: Person;

beforeEach(async () => {
  [proxy, writer] = await Promise.all([startBlockingProxy(stage.url), registerPerson(stage.url)]);
});
afterEach(() => proxy[Symbol.asyncDispose]());

function say(body: string, room = "lobby"): Promise<unknown> {
  return writer.call("sendMessage", { params: { room }, body: { body, clientId: makeClientId() } });
}

const ways: readonly { road: Road; blocked: readonly Road[] }[] = [
  { road: "websocket", blocked: [] },
  { road: "sse", blocked: ["websocket"] },
  { road: "poll", blocked: ["websocket", "sse"] },
];

test.each(ways)("a guest reads the lobby live over $road and may not write (4)", async ({ road, blocked }) => {
  for (const other of blocked) proxy.treat(other, "refuse");
  await say(`before ${road}`);
  const guest = viewRoom(await stage.open("/", { at: proxy.url }));
  await guest.message(`before ${road}`).waitFor();
  await eventually(() => proxy.open[road] > 0, { what: `a connection by ${road}` });

  await say(`first ${road}`);
  await guest.untilEndsWith(`before ${road}`, `first ${road}`);
  await Promise.all([1, 2, 3].map((n) => say(`then ${road} ${n}`)));
  await eventually(async () => (await guest.lines()).filter((line) => line.startsWith(`then ${road}`)).length === 3);
  expect(new Set(await guest.lines()).size).toBe((await guest.lines()).length);

  expect(await guest.composer.count()).toBe(0);
  await guest.page.getByText("You are reading as a guest. Log in or register to write.").waitFor();
  expect(proxy.tried.websocket).toBeGreaterThan(0);
});

test("the guest's bar leads in, and back to the room that was read", async () => {
  const { room } = await writer.call("createRoom", { body: { name: "Open house", readableBy: "everyone" } });
  const { page } = viewRoom(await stage.open(`/rooms/${room.slug}/`));
  await page.getByRole("main").getByRole("link", { name: "Log in" }).click();
  await page.getByRole("textbox", { name: "Username" }).fill(writer.username);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL(`**/rooms/${room.slug}/`);
  await viewRoom(page).composer.waitFor();
  expect(await page.getByText("reading as a guest").count()).toBe(0);
});

test("rooms for members only do not exist for a guest, whether public or private", async () => {
  const slugs = ["members-public", "members-private"];
  for (const slug of slugs) {
    const kind = slug === "members-private" ? "private" : "public";
    await writer.call("createRoom", { body: { name: `Secret ${slug}`, slug, kind } });
    await say(`hidden words of ${slug}`, slug);
  }
  const page = await stage.open("/rooms/");
  await page.getByRole("heading", { name: "Browse rooms" }).waitFor();
  expect(await page.getByText("Secret").count()).toBe(0);
  for (const slug of [...slugs, "no-such-room"]) {
    await page.goto(`/rooms/${slug}/`);
    await page.getByText("There is nothing here, or you may not see it").or(page.getByLabel("Password")).waitFor();
    expect(await page.content()).not.toContain("hidden words");
    expect(await page.content()).not.toContain("Secret");
  }
});
