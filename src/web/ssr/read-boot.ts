import type { Boot } from "../store/contract.ts";

export interface PageBoot extends Boot {
  readonly installationName: string;
}

/** What the server wrote into the page; nothing in development, where the page is bare. */
export function readBoot(page: Document): PageBoot | undefined {
  const text = page.getElementById("boot")?.textContent;
  return text ? (JSON.parse(text) as PageBoot) : undefined;
}
