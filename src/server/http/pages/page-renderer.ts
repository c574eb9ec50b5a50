import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { ParleyError } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { PageProps } from "#protocol/page-props.ts";
import { createLane } from "../../auth/lane.ts";
import type { Rendered, RenderThreadOptions } from "./render-thread.ts";

/** Makes pages of the built web client, off the thread that serves: a page that is hard to make stalls nobody's chat. */
export interface PageRenderer {
  /** @throws unavailable while the client is not built; rate_limited when too many pages wait to be made. */
  render(props: PageProps): Promise<string>;
  close(): Promise<void>;
}

export interface RendererOptions {
  /** Address of the client's page bundle. */
  readonly bundle?: URL;
  readonly maxMs?: number;
}

const builtBundle = new URL("../../../../dist/ssr/render-page.js", import.meta.url);
const heapMaxMb = 192;

/** The thread starts with the first page, and again after a page that broke it or took too long. */
export function createPageRenderer(options: RendererOptions = {}): PageRenderer {
  const { bundle = builtBundle, maxMs = limits.pageRenderTimeoutMs } = options;
  const lane = createLane({ width: 1, maxQueued: limits.pagesMaxQueued });
  let thread: Worker | undefined;

  async function ask(props: PageProps): Promise<Rendered> {
    thread ??= startThread(bundle);
    const settled = new AbortController();
    const signal = AbortSignal.any([settled.signal, AbortSignal.timeout(maxMs)]);
    const answer = once(thread, "message", { signal });
    const end = once(thread, "exit", { signal }).then(() => {
      throw new Error("the thread that makes pages ended");
    });
    thread.postMessage(props);
    try {
      const [rendered] = (await Promise.race([answer, end])) as [Rendered];
      return rendered;
    } catch (error) {
      await close();
      throw error;
    } finally {
      settled.abort();
    }
  }

  async function close(): Promise<void> {
    const ended = thread;
    thread = undefined;
    await ended?.terminate();
  }

  return {
    async render(props) {
      const rendered = await lane.run(() => ask(props));
      if (rendered.kind === "page") return rendered.html;
      if (rendered.kind === "failed") throw new Error(`a page could not be made: ${rendered.message}`);
      throw new ParleyError("unavailable", { message: "The web client is not built: run npm run build." });
    },
    close,
  };
}

function startThread({ href }: URL): Worker {
  const workerData: RenderThreadOptions = { bundle: href };
  const thread = new Worker(new URL("./render-thread.ts", import.meta.url), {
    workerData,
    env: pageEnvironment(),
    resourceLimits: { maxOldGenerationSizeMb: heapMaxMb },
  });
  thread.unref();
  return thread;
}

/** Nothing of the process's own, which holds secrets, but for where compiled code is kept. */
function pageEnvironment(): NodeJS.ProcessEnv {
  const cache = process.env["NODE_COMPILE_CACHE"];
  return { NODE_ENV: "production", ...(cache && { NODE_COMPILE_CACHE: cache }) };
}
