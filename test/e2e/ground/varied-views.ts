import type { Page } from "playwright-core";
import { type Person, registerPerson } from "../../support/people.ts";
import { fillRoom } from "./fill-room.ts";
import { viewRoom } from "./room-view.ts";
import type { Stage } from "./stage.ts";

export interface View {
  readonly what: string;
  readonly path: string;
  readonly act?: (page: Page) => Promise<void>;
}

const everySort = [
  "plain words",
  "**bold**, *slanted*, ~~gone~~, `code` and https://example.org/path",
  "```js\nconst x = 1;\n```",
  "> quoted\n\n- one\n- two\n\n1. first\n2. second",
  "مرحبا بالعالم",
  "averyveryveryverylongwordwithoutanybreak".repeat(6),
];

/** Two people in a room with messages of every sort, and an empty room. */
export async function prepareViews({ url, server }: Stage): Promise<{ me: Person; friend: Person }> {
  const [me, friend] = await Promise.all([registerPerson(url), registerPerson(url)]);
  const { room } = await me.call("createRoom", { body: { name: "Varied", topic: "All sorts of messages" } });
  await friend.call("addMembers", { params: { room: room.slug }, body: {} });
  await fillRoom(server, friend, room.id, everySort);
  await fillRoom(server, me, room.id, ["mine", "mine too"]);
  await me.call("createRoom", { body: { name: "Empty", topic: "" } });
  return { me, friend };
}

const pressing = (key: string, title: string) => async (page: Page) => {
  await page.keyboard.press(key);
  await page.getByRole("dialog", { name: title }).waitFor();
};

/** What somebody logged in can see. */
export const views: readonly View[] = [
  { what: "room", path: "/rooms/varied/" },
  { what: "empty room", path: "/rooms/empty/" },
  { what: "browse", path: "/rooms/" },
  { what: "not found", path: "/rooms/nowhere/" },
  { what: "details", path: "/rooms/varied/#details" },
  { what: "room list", path: "/rooms/varied/#sidebar" },
  {
    what: "create dialog",
    path: "/rooms/#create",
    act: (page) => page.getByRole("dialog", { name: "Create a room" }).waitFor(),
  },
  { what: "switcher", path: "/rooms/varied/", act: pressing("Control+k", "Find a room") },
  { what: "shortcuts", path: "/rooms/varied/", act: pressing("Control+/", "Keyboard shortcuts") },
  {
    what: "room settings",
    path: "/rooms/varied/#details",
    async act(page) {
      await page.getByRole("button", { name: /Change name/ }).click();
      await page.getByRole("form", { name: "Room settings" }).waitFor();
    },
  },
  {
    what: "leave dialog",
    path: "/rooms/varied/#details",
    async act(page) {
      await page.getByRole("button", { name: "Leave room" }).click();
      await page.getByRole("dialog", { name: "Leave Varied?" }).waitFor();
    },
  },
  {
    what: "edit",
    path: "/rooms/varied/",
    async act(page) {
      await viewRoom(page).composer.press("ArrowUp");
      await page.getByRole("textbox", { name: "Edit message" }).waitFor();
    },
  },
];

/** Opens a view anew, and waits until it stands. */
export async function showView(page: Page, { path, act }: View): Promise<void> {
  await page.goto("about:blank");
  await page.goto(path);
  const parts = (["main", "complementary", "dialog"] as const).map((role) => page.getByRole(role));
  await parts
    .reduce((any, part) => any.or(part))
    .first()
    .waitFor();
  await act?.(page);
}
