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

test("a page that is hard to make does not stall the thread that serves", async () => {
  await open(spinning);
  await renderer.render(pageOf("0"));
  const { promise: done, resolve } = Promise.withResolvers<void>();
  let [longest, last, isDone] = [0, performance.now(), false];
  const turn = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (isDone) resolve();
    else setImmediate(turn);
  };
  turn();
  const page = await renderer.render(pageOf("600"));
  isDone = true;
  await done;
  expect(page).toBe("page 600");
  expect(longest).toBeLessThan(250);
});

test("a page that breaks the thread, or takes too long, costs only itself", async () => {
  await open(
    `${spinning.replace("};", "").replace("const end", `if (path === "exit") process.exit(3); const end`)}};`,
    { maxMs: 1_000 },
  );
  await expect(renderer.render(pageOf("exit"))).rejects.toMatchObject({ name: "AbortError" });
  expect(await renderer.render(pageOf("1"))).toBe("page 1");
  await expect(renderer.render(pageOf("60000"))).rejects.toMatchObject({ name: "AbortError" });
  expect(await renderer.render(pageOf("2"))).toBe("page 2");
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
