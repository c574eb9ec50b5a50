import { renderToStaticMarkup } from "react-dom/server";
import { findAssets } from "./find-assets.ts";
import { listHead } from "./list-head.tsx";
import type { PageProps } from "./page-props.ts";
import { ServerPage } from "./server-page.tsx";
import { toBoot } from "./to-boot.ts";

export type { PageProps } from "./page-props.ts";

/**
 * A whole HTML document. It carries no inline script and no inline style; what the client needs to take over stands in
 * it as data.
 */
export function renderPage(props: PageProps): string {
  const head = renderToStaticMarkup(listHead(props, findAssets()));
  const body = renderToStaticMarkup(<ServerPage {...props} />);
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}</head>`,
    `<body><div id="app">${body}</div>`,
    `<script type="application/json" id="boot">${toDataBlock(toBoot(props))}</script></body></html>`,
  ].join("");
}

/** JSON that cannot end the element it stands in. */
function toDataBlock(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
