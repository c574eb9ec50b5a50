import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeEach, describe, expect, test } from "vitest";
import { makeClientId } from "../../src/web/platform/make-client-id.ts";
import { registerAdmin } from "../support/admins.ts";
import { eventually } from "../support/eventually.ts";
import { logIn, newUsername, type Person, registerPerson } from "../support/people.ts";
import { desktop, makeStage, phone } from "./ground/stage.ts";

const stage = makeStage();
let root: Person;
let ann: Person;

beforeEach(async () => {
  root = await registerAdmin(stage.server, stage.url);
  ann = await registerPerson(stage.url);
});

const rowOf = (page: Page, name: string) => page.getByRole("article").filter({ hasText: `@${name}` });
const isGone = (person: Person) =>
  person.call("getMe", {}).then(
    () => false,
    () => true,
  );

async function choose(page: Page, whom: Person, item: string): Promise<void> {
  await page.getByRole("button", { name: `More about ${whom.username}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

describe("the way in", () => {
  test("stands in an administrator's own menu, and in nobody else's", async () => {
    const page = await stage.open("/", { person: root });
    await page.getByRole("button", { name: "My menu" }).click();
    await page.getByRole("link", { name: "Administration" }).click();
    await page.getByRole("heading", { name: "Administration", level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/admin/");
    expect(await page.getByRole("link", { name: "Administration" }).isVisible()).toBe(false);
    await eventually(async () => /^(\(\d+\) )?Administration · Parley$/.test(await page.title()), {
      what: "the title",
    });

    const other = await stage.open("/", { person: ann });
    await other.getByRole("button", { name: "My menu" }).click();
    await other.getByRole("button", { name: "Log out" }).waitFor();
    expect(await other.getByRole("link", { name: "Administration" }).count()).toBe(0);
  });

  test.each([["a guest", false] as const, ["a member", true] as const])("shows %s nothing", async (_, isMember) => {
    for (const path of ["/admin/", "/admin/messages/"]) {
      const page = await stage.open(path, { person: isMember ? ann : undefined });
      await page.getByRole("heading", { name: "There is nothing here, or you may not see it" }).waitFor();
      expect(await page.getByRole("article").count()).toBe(0);
    }
  });
});

describe.each([
  ["desktop", desktop],
  ["phone", phone],
] as const)("people, on a %s", (_, viewport) => {
  test("are found, promoted after asking, and that is said", async () => {
    const page = await stage.open("/admin/", { person: root, viewport });
    await page.getByLabel("Search people").fill(ann.username.toUpperCase());
    await eventually(async () => (await page.getByRole("article").count()) === 1, { what: "one person" });
    const role = rowOf(page, ann.username).getByLabel(`Role of ${ann.username}`);
    await role.selectOption("Administrator");
    await page.getByRole("dialog").getByText("have to log in again").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await role.inputValue()).toBe("member");
    await role.selectOption("Administrator");
    await page.getByRole("button", { name: "Make administrator" }).click();
    await page.getByText(`${ann.username} is an administrator now.`).waitFor();
    expect(await role.inputValue()).toBe("admin");
    expect((await logIn(stage.url, ann.username)).user.role).toBe("admin");
  });

  test("are deactivated and reactivated, and their open pages close", async () => {
    const theirs = await stage.open("/", { person: ann });
    await theirs.getByRole("button", { name: "My menu" }).waitFor();
    const page = await stage.open("/admin/", { person: root, viewport });
    await page.getByLabel("Search people").fill(ann.username);
    await choose(page, ann, "Deactivate");
    await page.getByRole("dialog").getByText("Their messages stay").waitFor();
    await page.getByRole("button", { name: "Deactivate" }).click();
    await rowOf(page, ann.username).getByText("deactivated", { exact: true }).waitFor();
    await theirs.getByRole("link", { name: "Log in" }).first().waitFor();
    await expect(logIn(stage.url, ann.username)).rejects.toMatchObject({ view: { code: "bad_credentials" } });
    await choose(page, ann, "Reactivate");
    await page.getByRole("dialog").getByRole("button", { name: "Reactivate" }).click();
    await page.getByText(`${ann.username} is active again.`).waitFor();
    await logIn(stage.url, ann.username);
  });

  test("nothing is wider than the screen", async () => {
    for (const path of ["/admin/", "/admin/messages/"]) {
      const page = await stage.open(path, { person: root, viewport });
      await page.getByRole("main").getByRole("searchbox").waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(viewport.width);
    }
  });
});

test("by keyboard alone: a person is searched, logged out everywhere, and the focus comes back", async () => {
  const page = await stage.open("/admin/", { person: root });
  await page.getByLabel("Search people").focus();
  await page.keyboard.type(ann.username);
  await eventually(async () => (await page.getByRole("article").count()) === 1, { what: "one person" });
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await page.keyboard.press("Tab");
  expect(await focused()).toBe(`Role of ${ann.username}`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("menu").waitFor();
  await page.keyboard.type("log");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  expect(await isGone(ann)).toBe(false);
  await eventually(
    async () => {
      await page.keyboard.press("Tab");
      return page.evaluate(() => document.activeElement?.textContent === "Log out everywhere");
    },
    { what: "the button" },
  );
  await page.keyboard.press("Enter");
  await page.getByText("1 session ended.").waitFor();
  expect(await isGone(ann)).toBe(true);
  await eventually(async () => (await focused()) === `More about ${ann.username}`, { what: "the focus" });
});

test("a new name that cannot be is refused beside its field; a good one is taken", async () => {
  const page = await stage.open("/admin/", { person: root });
  await page.getByLabel("Search people").fill(ann.username);
  await choose(page, ann, "Change name");
  await page.getByLabel("Name", { exact: true }).fill("x".repeat(65));
  await page.getByRole("button", { name: "Change name" }).click();
  await page.getByText("At most 64 characters.").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Ann Other");
  await page.getByRole("button", { name: "Change name" }).click();
  await rowOf(page, ann.username).getByRole("heading", { name: "Ann Other" }).waitFor();
  expect((await ann.call("getMe", {})).user.displayName).toBe("Ann Other");
});

test("who steps down is logged out, and the page shows nothing any more", async () => {
  const page = await stage.open("/admin/", { person: root });
  await page.getByLabel("Search people").fill(root.username);
  await rowOf(page, root.username).getByLabel(`Role of ${root.username}`).selectOption("Member");
  await page.getByText("You are logged out").waitFor();
  await page.getByRole("button", { name: "Become a member" }).click();
  await page.getByRole("heading", { name: "There is nothing here, or you may not see it" }).waitFor();
  expect((await logIn(stage.url, root.username)).user.role).toBe("member");
});

test("what cannot be loaded says so, and is tried again", async () => {
  const page = await stage.open("/rooms/", { person: root });
  const pattern = "**/api/v1/admin/users*";
  await page.route(pattern, (route) => route.abort());
  await page.getByRole("button", { name: "My menu" }).click();
  await page.getByRole("link", { name: "Administration" }).click();
  await page.getByRole("alert").getByText("cannot be reached").waitFor();
  await page.unroute(pattern);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("article").first().waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});

test("messages are searched, narrowed to a room and an author, and deleted for everybody after asking", async () => {
  const word = newUsername();
  const say = (by: Person, room: string, body: string) =>
    by.call("sendMessage", { params: { room }, body: { body, clientId: makeClientId() } });
  const { room } = await ann.call("createRoom", { body: { name: `Room of ${word}` } });
  await say(ann, "lobby", `one ${word}`);
  await say(root, "lobby", `two ${word}`);
  await say(ann, room.slug, `three ${word}`);
  const reader = await stage.open("/", { person: ann });
  await reader.getByText(`one ${word}`).waitFor();

  const page = await stage.open("/admin/messages/", { person: root });
  const texts = () => page.getByRole("main").getByRole("article").allInnerTexts();
  const until = (...bodies: string[]) =>
    eventually(
      async () => {
        const found = await texts();
        return found.length === bodies.length && bodies.every((body, i) => found[i]?.includes(`${body} ${word}`));
      },
      { what: bodies.join(", ") },
    );
  await page.getByLabel("Search messages").fill(word.toUpperCase());
  await until("three", "two", "one");
  await page.getByLabel("Room", { exact: true }).selectOption("lobby");
  await until("two", "one");
  await page.getByRole("main").getByRole("link", { name: ann.username }).click();
  await until("one");
  await page.goBack();
  await until("two", "one");
  await page.getByRole("button", { name: `Delete the message of ${ann.username}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(`one ${word}`).waitFor();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.getByText("The message is deleted.").waitFor();
  await until("two");
  await reader.getByText(`one ${word}`).waitFor({ state: "detached" });
  expect(await reader.getByText(`two ${word}`).count()).toBe(1);
});

test.each(["light", "dark"] as const)("no fault that axe knows, in %s", async (colorScheme) => {
  await ann.call("sendMessage", { params: { room: "lobby" }, body: { body: "hello", clientId: makeClientId() } });
  await root.call("changeAccount", { params: { id: ann.user.id }, body: { deactivated: true } });
  const page = await stage.open("/admin/", { person: root, colorScheme });
  const judge = async () => {
    await page.getByRole("article").first().waitFor();
    const { violations, passes } = await new AxeBuilder({ page }).analyze();
    expect(passes.length).toBeGreaterThan(10);
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  };
  await judge();
  await page.getByLabel("Administration").getByRole("link", { name: "Messages" }).click();
  await page.getByLabel("Search messages").waitFor();
  await judge();
});
