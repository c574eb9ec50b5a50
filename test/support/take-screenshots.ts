import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { httpApi } from "#protocol/http-api.ts";
import { launchChromium } from "./chromium.ts";
import { request } from "./caller.ts";
import { logIn, password, type Person } from "./people.ts";
import { startParleyProcess } from "./start-parley-process.ts";

/** The pictures of the README, taken from the running product: `node test/support/take-screenshots.ts`. */
const folder = join(import.meta.dirname, "../../docs/images");

const cast = [
  ["ana", "Ana Núñez"],
  ["mika", "Mika Okafor"],
  ["rosa", "Rosa Lindqvist"],
  ["tariq", "Tariq Benali"],
] as const;

const rooms = ["launch-week", "engineering", "design-reviews", "lunch"];

const talk: readonly (readonly [number, string])[] = [
  [
    2,
    "The migration rehearsal is through: 4.2 million messages moved in **6 min 40 s**, people kept typing the whole time.",
  ],
  [2, "Counts and checksums match per room."],
  [3, "Draining a node now takes 2.1 s. The hook we needed is small:"],
  [
    3,
    '```\nexport async function drain(hub: Hub, { spreadMs }: DrainOptions) {\n  hub.refuseNew();\n  await hub.endAll("draining", spreadMs);\n}\n```',
  ],
  [0, "Lovely 🎉 I read it on the train, offline for half of it. Nothing missing when I came back."],
  [1, "Can somebody check the wording in `docs/protocol.md` before noon?"],
  [0, "Done, one sentence shorter."],
];

await using parley = await startParleyProcess({ env: { PARLEY_NAME: "Harbour Works" } });
const people: Person[] = [];
for (const [username, displayName] of cast) {
  const body = { username, password, displayName };
  await request(parley.url, httpApi.register, { input: { body }, headers: {} });
  people.push(await logIn(parley.url, username));
}
const [ana, ...others] = people as [Person, ...Person[]];
const userIds = others.map(({ user }) => user.id);
for (const slug of rooms) {
  const topic = slug === "launch-week" ? "Everything for 1.0, Thursday 10:00." : "";
  await ana.call("createRoom", { body: { name: slug, slug, topic } });
  await ana.call("addMembers", { params: { room: slug }, body: { userIds } });
}

async function say(author: Person, room: string, body: string): Promise<void> {
  await author.call("sendMessage", { params: { room }, body: { body, clientId: randomUUID() } });
}

for (const [who, body] of talk) await say(people[who] ?? ana, "launch-week", body);
await say(people[1] ?? ana, "engineering", "Who reviews the last one?");

await using browser = await launchChromium();
mkdirSync(folder, { recursive: true });

interface Shot {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: "light" | "dark";
  readonly isPhone?: boolean;
}

async function take({ name, width, height, colorScheme, isPhone = false }: Shot): Promise<void> {
  const viewport = { width, height };
  const context = await browser.newContext({
    viewport,
    colorScheme,
    deviceScaleFactor: isPhone ? 2 : 1,
    locale: "en-GB",
  });
  const [cookie = "", value = ""] = ana.cookie.split("=");
  await context.addCookies([{ name: cookie, value, url: parley.url }]);
  const page = await context.newPage();
  await page.goto(`${parley.url}/rooms/launch-week/`);
  await untilShown(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}

/** The last message is drawn, in our own type, by the client. */
async function untilShown(page: Page): Promise<void> {
  await page.getByText("Done, one sentence shorter.").first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

await take({ name: "room-light", width: 1280, height: 800, colorScheme: "light" });
await take({ name: "room-dark", width: 1280, height: 800, colorScheme: "dark" });
await take({ name: "room-phone", width: 390, height: 844, colorScheme: "light", isPhone: true });
