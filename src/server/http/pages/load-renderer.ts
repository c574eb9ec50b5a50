import type { PageProps } from "#protocol/page-props.ts";
import { ParleyError } from "#protocol/errors.ts";

export type RenderPage = (props: PageProps) => string;

const bundle = new URL("../../../../dist/ssr/render-page.js", import.meta.url);

/**
 * Answers with the page renderer of the built web client, which is loaded when the first page is asked for.
 * @throws unavailable while the client is not built; it is looked for again each time.
 */
export function createRendererLoader(address: URL = bundle): () => Promise<RenderPage> {
  let loaded: RenderPage | undefined;
  return async () => (loaded ??= await load(address));
}

async function load({ href }: URL): Promise<RenderPage> {
  try {
    const { renderPage } = (await import(href)) as { renderPage: RenderPage };
    return renderPage;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") {
      throw new ParleyError("unavailable", { message: "The web client is not built: run npm run build." });
    }
    throw error;
  }
}
