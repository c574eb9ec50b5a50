import type { Locator, Page } from "playwright-core";
import { eventually } from "../../support/eventually.ts";

/** A room as somebody sees it. */
export interface RoomView {
  readonly page: Page;
  readonly composer: Locator;
  readonly log: Locator;
  /** Those drawn now: a long room draws only what is near the view. */
  readonly messages: Locator;
  /** The message with this text. */
  message(text: string): Locator;
  /** Texts of the messages drawn now, from top to bottom. */
  lines(): Promise<string[]>;
  /** Waits until these are the newest messages drawn, in this order. */
  untilEndsWith(...texts: string[]): Promise<void>;
  /** By keyboard. */
  send(text: string): Promise<void>;
  /** Until nothing is on its way any more. */
  untilConfirmed(): Promise<void>;
}

export function viewRoom(page: Page): RoomView {
  const composer = page.getByRole("textbox", { name: /^Message / });
  const log = page.getByRole("log");
  const messages = log.getByRole("article");
  const lines = async () => (await readLabels(messages)).map(textOf);
  return {
    page,
    composer,
    log,
    messages,
    message: (text) => messages.filter({ hasText: text }),
    lines,
    async untilEndsWith(...texts) {
      let seen: string[] = [];
      const isThere = async () => {
        seen = await lines();
        return JSON.stringify(seen.slice(-texts.length)) === JSON.stringify(texts);
      };
      await eventually(isThere, { everyMs: 25 }).catch(() => {
        throw new Error(`The room should end with ${JSON.stringify(texts)}; it shows ${JSON.stringify(seen)}`);
      });
    },
    async send(text) {
      await composer.fill(text);
      await composer.press("Enter");
    },
    async untilConfirmed() {
      await messages.getByText("Sending").first().waitFor({ state: "detached" });
    },
  };
}

/** The accessible name of each message: "Ana, 14:03: the text". */
async function readLabels(messages: Locator): Promise<string[]> {
  return messages.evaluateAll((articles) => articles.map((article) => article.getAttribute("aria-label") ?? ""));
}

function textOf(label: string): string {
  return label.replace(/^.*?, \d\d?:\d\d[^:]*: /s, "");
}
