import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRendererLoader, type RenderPage } from "./load-renderer.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "renderer-"));
});
afterAll(() => rm(folder, { recursive: true }));

const addressOf = (name: string) => pathToFileURL(join(folder, name));

test("a client that is not built is named so, and found once it is", async () => {
  const load = createRendererLoader(addressOf("late.mjs"));
  await expect(load()).rejects.toMatchObject({ code: "unavailable", message: expect.stringContaining("not built") });
  await writeFile(addressOf("late.mjs"), `export const renderPage = () => "a page";`);
  const renderPage = (await load()) as () => string;
  expect(renderPage()).toBe("a page");
});

test("the bundle is loaded once", async () => {
  await writeFile(addressOf("once.mjs"), `export const renderPage = () => "a page";`);
  const load = createRendererLoader(addressOf("once.mjs"));
  const loaded: RenderPage[] = [await load(), await load()];
  expect(loaded[0]).toBe(loaded[1]);
});

test("a bundle that breaks is no missing bundle", async () => {
  await writeFile(addressOf("broken.mjs"), `throw new Error("broken");`);
  await expect(createRendererLoader(addressOf("broken.mjs"))()).rejects.toThrow("broken");
});
