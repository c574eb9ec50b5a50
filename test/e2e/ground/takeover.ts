import type { Page } from "playwright-core";

/** Resolves once the client has taken over the server's page. */
export async function watchTakeover(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const root = document.getElementById("app") ?? document.body;
    return Object.keys(root).some((key) => key.startsWith("__reactContainer"));
  });
}
