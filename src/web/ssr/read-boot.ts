import type { Boot } from "../store/contract.ts";

export interface PageBoot extends Boot {
  readonly installationName: string;
}

/**
 * What the server wrote into the page, which is then taken out of it: a room that I must leave leaves nothing behind.
 * Nothing in development, where the page is bare.
 */
export function readBoot(page: Document): PageBoot | undefined {
  const block = page.getElementById("boot");
  block?.remove();
  const text = block?.textContent;
  return text ? (JSON.parse(text) as PageBoot) : undefined;
}
