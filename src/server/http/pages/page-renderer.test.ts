import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { limits } from "#protocol/limits.ts";
import type { PageProps } from "#protocol/page-props.ts";
import { createPageRenderer, type PageRenderer, type RendererOptions } from "./page-renderer.ts";

let folder: string;
let renderer: PageRenderer;
let bundles = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "renderer-"));
});
afterEach(() => renderer.close());
afterAll(() => rm(folder, { recursive: true }));

const pageOf = (path: string) => ({ page: "rooms", path }) as PageProps;

async function open(source: string, options: RendererOptions = {}): Promise<URL> {
  const bundle = pathToFileURL(join(folder, `bundle-${++bundles}.mjs`));
  if (source) await writeFile(bundle, source);
  renderer = createPageRenderer({ bundle, ...options });
  return bundle;
}

/** Is hard to make for as many milliseconds as its path says. */
const spinning = `export const renderPage = ({ path }) => {
  const end = performance.now() + Number(path);
  while (performance.now() < end);
  return "page " + path;
};`;

test("each caller gets its own page", async () => {
  await open(spinning);
  const pages = await Promise.all(["5", "1", "3"].map((path) => renderer.render(pageOf(path))));
  expect(pages).toEqual(["page 5", "page 1", "page 3"]);
});

test("a client that is not built is named so, and found once it is", async () => {
  const bundle = await open("");
  const refusal = { code: "unavailable", message: expect.stringContaining("not built") };
  await expect(renderer.render(pageOf("1"))).rejects.toMatchObject(refusal);
  await writeFile(bundle, spinning);
  expect(await renderer.render(pageOf("1"))).toBe("page 1");
});

test("while a page is made, the thread that serves goes on", async () => {
  await open(`import { existsSync } from "node:fs";
    export const renderPage = ({ path }) => {
      const end = performance.now() + 4_000;
      while (!existsSync(path)) if (performance.now() > end) return "served nobody meanwhile";
      return "went on";
    };`);
  const sign = join(folder, "sign");
  const page = renderer.render(pageOf(sign));
  await writeFile(sign, "");
  expect(await page).toBe("went on");
});

test("a page that breaks the thread costs only itself", async () => {
  await open(`export const renderPage = ({ path }) => (path === "break" ? process.exit(3) : "page " + path);`);
  await expect(renderer.render(pageOf("break"))).rejects.toThrow("ended");
  expect(await renderer.render(pageOf("1"))).toBe("page 1");
});

test("a page that takes too long is given up, and the next is made", { timeout: 20_000 }, async () => {
  await open(spinning, { maxMs: 3_000 });
  const [tooLong, next] = [renderer.render(pageOf("60000")), renderer.render(pageOf("1"))];
  await expect(tooLong).rejects.toMatchObject({ name: "AbortError" });
  expect(await next).toBe("page 1");
});

test("what goes wrong in the bundle is a failure, not a missing client", async () => {
  await open(`export const renderPage = () => { throw new Error("broken"); };`);
  await expect(renderer.render(pageOf("1"))).rejects.toThrow("broken");
});

test("more pages than may wait are refused", async () => {
  await open(spinning);
  const asked = Array.from({ length: limits.pagesMaxQueued + 2 }, () => renderer.render(pageOf("0")));
  const results = await Promise.allSettled(asked);
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual(["rate_limited"]);
});

test("the thread knows nothing of the process's environment", async () => {
  await open(`export const renderPage = () => JSON.stringify(process.env);`);
  process.env["A_SECRET"] = "known here";
  expect(await renderer.render(pageOf("1"))).not.toContain("known here");
  delete process.env["A_SECRET"];
});
