import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { systemClock } from "../../../src/server/clock.ts";
import type { Server } from "../../../src/server/server.ts";
import { launchChromium } from "../../support/chromium.ts";
import type { Person } from "../../support/people.ts";
import { type StartedParley, startParley } from "../../support/start-parley.ts";
import { watchTakeover } from "./takeover.ts";

export interface Visit extends BrowserContextOptions {
  /** Logged in as; nobody: a guest. */
  readonly person?: Person | undefined;
  /** Otherwise the server itself: the address of a proxy before it. */
  readonly at?: string;
}

/** One server and one browser for the tests of a file; each visit has cookies and storage of its own. */
export interface Stage {
  readonly url: string;
  readonly server: Server;
  readonly browser: Browser;
  /** Opens a page in a browser of its own, and waits until the client has taken it over. */
  open(path: string, visit?: Visit): Promise<Page>;
  /** A browser of its own, for several tabs. */
  enter(visit?: Visit): Promise<BrowserContext>;
  /** What the server takes for now, from here on. Milliseconds from the true time. */
  shiftTime(byMs: number): void;
}

export const desktop = { width: 1280, height: 800 } as const;
export const phone = { width: 390, height: 844 } as const;

/** To be called at the top of a file. A page that complains on its console, or throws, fails the test it was opened in. */
export function makeStage(): Stage {
  let parley: StartedParley;
  let browser: Browser;
  let shiftedMs = 0;
  const faults: string[] = [];
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    const clock = { ...systemClock, now: () => Date.now() + shiftedMs };
    [parley, browser] = await Promise.all([startParley({ overrides: { clock } }), launchChromium()]);
  });
  afterEach(async () => {
    shiftedMs = 0;
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    refuseFaults(faults);
  });
  afterAll(async () => {
    await browser?.close();
    await parley?.[Symbol.asyncDispose]();
  });

  async function enter({ person, at = parley.url, ...options }: Visit = {}): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: desktop, baseURL: at, locale: "en-GB", ...options });
    contexts.push(context);
    context.setDefaultTimeout(15_000);
    if (person) await logInto(context, person, at);
    watchFaults(context, faults);
    return context;
  }

  return {
    get url() {
      return parley.url;
    },
    get server() {
      return parley.server;
    },
    get browser() {
      return browser;
    },
    enter,
    async open(path, visit) {
      const context = await enter(visit);
      const page = await context.newPage();
      await page.goto(path);
      if (visit?.javaScriptEnabled !== false) await watchTakeover(page);
      return page;
    },
    shiftTime(byMs) {
      shiftedMs = byMs;
    },
  };
}

/** The session of somebody who registered elsewhere. */
export async function logInto(context: BrowserContext, { cookie }: Person, url: string): Promise<void> {
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: "Lax" }]);
}

export function watchFaults(context: BrowserContext, faults: string[]): void {
  context.on("weberror", (event) => faults.push(String(event.error().stack)));
  context.on("console", (message) => {
    if (isFault(message)) faults.push(`${message.type()}: ${message.text()}`);
  });
}

/** @throws when a page complained since the last time. */
export function refuseFaults(faults: string[]): void {
  const found = faults.splice(0);
  if (found.length > 0) throw new Error(`A page complained:\n${found.join("\n")}`);
}

/** Chromium itself notes each request that fails; whether that was a fault is for the test to say. */
function isFault(message: ConsoleMessage): boolean {
  if (!["error", "warning", "assert"].includes(message.type())) return false;
  return !/^(Failed to load resource|WebSocket connection to)/.test(message.text());
}
