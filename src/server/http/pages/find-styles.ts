import { readFileSync } from "node:fs";

const manifestFile = new URL("../../../../dist/web/manifest.json", import.meta.url);

/** Served by the server itself, also when there is no client; written in the product's tokens. */
export const ownStyle = "/api/v1/docs/style.css";

interface Built {
  readonly file: string;
}

/** Links to the style sheets of a page without the web client: the product's, if it is built, and ours. */
export function linkStyles(): string {
  return findStyles()
    .map((href) => `<link rel="stylesheet" href="${href}">`)
    .join("\n");
}

function findStyles(): readonly string[] {
  try {
    const manifest = JSON.parse(readFileSync(manifestFile, "utf8")) as Readonly<Record<string, Built>>;
    const product = manifest["style.css"];
    return product ? [`/${product.file}`, ownStyle] : [ownStyle];
  } catch {
    return [ownStyle];
  }
}
