import { parentPort, workerData } from "node:worker_threads";
import type { PageProps } from "#protocol/page-props.ts";

/** A thread that makes pages, one after the other. */

export interface RenderThreadOptions {
  /** Address of the built client's page bundle. */
  readonly bundle: string;
}

export type Rendered =
  | { readonly kind: "page"; readonly html: string }
  /** There is no bundle. */
  | { readonly kind: "missing" }
  | { readonly kind: "failed"; readonly message: string };

type RenderPage = (props: PageProps) => string;

const { bundle } = workerData as RenderThreadOptions;
let renderPage: RenderPage | undefined;

parentPort?.on("message", (props: PageProps) => {
  void render(props).then((rendered) => parentPort?.postMessage(rendered));
});

async function render(props: PageProps): Promise<Rendered> {
  try {
    renderPage ??= ((await import(bundle)) as { renderPage: RenderPage }).renderPage;
    return { kind: "page", html: renderPage(props) };
  } catch (error) {
    if (!(error instanceof Error)) return { kind: "failed", message: String(error) };
    if ("code" in error && error.code === "ERR_MODULE_NOT_FOUND") return { kind: "missing" };
    return { kind: "failed", message: error.stack ?? error.message };
  }
}
