import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/people.ts";
import { desktop, makeStage, phone } from "./ground/stage.ts";
import { prepareViews, showView, views } from "./ground/varied-views.ts";

const stage = makeStage();
let me: Person;

beforeAll(async () => {
  ({ me } = await prepareViews(stage));
});

/** A phone shows one pane at a time; while it is the list or the details, the room's landmark and heading are away. */
const paneRules = ["landmark-one-main", "page-has-heading-one"];

/** Every rule in light colours; in dark ones what depends on colours. */
async function findViolations(page: Page, isOnePane: boolean): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await eventually(() => page.evaluate(() => document.getAnimations().length === 0));
    // Base UI's focus guards hand the focus on the moment they get it.
    const axe = new AxeBuilder({ page }).exclude("[data-base-ui-focus-guard]");
    if (colorScheme === "dark") axe.withRules(["color-contrast", "link-in-text-block"]);
    else if (isOnePane) axe.disableRules(paneRules);
    const { violations } = await axe.analyze();
    for (const { id, nodes } of violations) {
      found.push(
        ...nodes.map(({ html, failureSummary }) => `${colorScheme} ${id}: ${html.slice(0, 160)} ${failureSummary}`),
      );
    }
  }
  return found;
}

test.each([desktop, phone])(
  "axe finds nothing in any view of $width px, light and dark (45)",
  async (viewport) => {
    const found: string[] = [];
    const page = await stage.open("/", { viewport, person: me });
    for (const view of views) {
      await showView(page, view);
      const isOnePane = viewport === phone && /#(details|sidebar)/.test(view.path);
      found.push(...(await findViolations(page, isOnePane)).map((violation) => `${view.what}: ${violation}`));
    }
    const guest = await stage.open("/", { viewport });
    for (const path of ["/", "/register/", "/login/"]) {
      await guest.goto(path);
      found.push(...(await findViolations(guest, false)).map((violation) => `guest ${path}: ${violation}`));
    }
    await guest.getByLabel("Username").fill("nobody");
    await guest.getByLabel("Password").fill("not the password");
    await guest.keyboard.press("Enter");
    await guest.getByText(/do not match|not right|wrong/i).waitFor();
    found.push(...(await findViolations(guest, false)).map((violation) => `refused login: ${violation}`));
    expect(found).toEqual([]);
  },
  120_000,
);
