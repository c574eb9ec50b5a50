import { globSync } from "node:fs";
import { join } from "node:path";
import { fastify } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPageRenderer } from "../../src/server/http/pages/page-renderer.ts";
import { servePage, showNotFound } from "../../src/server/http/pages/serve-page.ts";
import { sendPage, type Site } from "../../src/server/http/pages/site.ts";
import { openApp, type OpenedApp } from "../support/open-app.ts";
import { createVisitor } from "../support/visitor.ts";

let opened: OpenedApp;

beforeAll(async () => {
  opened = await openApp({ env: { PARLEY_NAME: "<Ærø>" } });
});
afterAll(() => opened[Symbol.asyncDispose]());

const get = (path: string, headers: Record<string, string> = {}) => createVisitor(opened.url).fetch(path, { headers });

describe("the client's files", () => {
  /** What the lobby's page makes a browser load. */
  async function listLoaded(): Promise<string[]> {
    const page = await (await get("/")).text();
    return [...new Set([...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = ""]) => path))];
  }

  test("that a page loads are all there, may be kept for ever, and are protected like everything else", async () => {
    const paths = await listLoaded();
    expect(paths.some((path) => path.endsWith(".js"))).toBe(true);
    expect(paths.some((path) => path.endsWith(".css"))).toBe(true);
    for (const path of paths) {
      const { status, headers } = await get(path);
      expect([status, headers.get("cache-control")]).toEqual([200, "public, max-age=31536000, immutable"]);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("script-src 'self'");
    }
  });

  test.each([
    ["br, gzip", "br"],
    ["gzip", "gzip"],
    ["identity", null],
  ])("are sent as %s when a browser takes it", async (accepted, encoding) => {
    const script = (await listLoaded()).find((path) => path.endsWith(".js")) ?? "";
    const response = await get(script, { "accept-encoding": accepted });
    expect(response.headers.get("content-encoding")).toBe(encoding);
    expect(response.headers.get("content-type")).toMatch(/^(text|application)\/javascript/);
    expect((await response.text()).length).toBeGreaterThan(100);
  });

  test("are all that is served of the build", async () => {
    const root = join(import.meta.dirname, "../../dist/web");
    const others = globSync("*.*", { cwd: root });
    expect(others).toContain("manifest.json");
    for (const name of others) {
      expect((await get(`/${name}`)).status).toBe(404);
      expect((await get(`/assets/${name}`)).status).toBe(404);
    }
  });
});

describe("what is looked for by itself", () => {
  test("robots are let in where guests are", async () => {
    const response = await get("/robots.txt");
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const lines = (await response.text()).split("\n");
    expect(lines).toEqual(expect.arrayContaining(["User-agent: *", "Allow: /$", "Allow: /rooms/", "Disallow: /"]));
  });

  test("the sign of the installation, whatever its name", async () => {
    for (const path of ["/favicon.svg", "/favicon.ico"]) {
      const response = await get(path);
      expect(response.headers.get("content-type")).toMatch("image/svg+xml");
      expect(await response.text()).toContain(">&lt;</text>");
    }
  });

  test("the application's manifest", async () => {
    const response = await get("/manifest.webmanifest");
    expect(response.headers.get("content-type")).toMatch("application/manifest+json");
    expect(await response.json()).toMatchObject({ name: "<Ærø>", start_url: "/", display: "standalone" });
  });
});

test("without a built client, browsers are told so, and everything else works", async () => {
  const renderer = createPageRenderer({ bundle: new URL("file:///nowhere/render-page.js") });
  const site: Site = { context: opened.context, renderer };
  const app = fastify();
  app.setNotFoundHandler((request, reply) => showNotFound(site, request, reply));
  servePage(app, site, "/", (ask) => sendPage(site, ask, { page: "rooms" }));
  for (const url of ["/", "/nowhere"]) {
    const { statusCode, body, headers } = await app.inject({ url, headers: { accept: "text/html" } });
    expect([statusCode, headers["content-type"]]).toEqual([503, "text/html; charset=utf-8"]);
    expect(body).toContain("The web client is not built");
    expect(body).toContain("<title>&lt;Ærø&gt;</title>");
  }
  const json = await app.inject("/nowhere");
  expect([json.statusCode, json.json()]).toMatchObject([404, { error: { code: "not_found" } }]);
  await renderer.close();
});
