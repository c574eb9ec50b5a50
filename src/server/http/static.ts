import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import { escapeHtml } from "./pages/plain-page.ts";

const built = fileURLToPath(new URL("../../../dist/web/assets/", import.meta.url));
const aDay = "public, max-age=86400";

/**
 * Search engines may read what guests may. Pages of rooms that should not be found say so themselves, in a robots
 * meta, so they have to be fetched to be left out.
 */
const robots = `User-agent: *
Allow: /$
Allow: /rooms/
Allow: /assets/
Allow: /favicon.svg
Disallow: /rooms/*/messages/
Disallow: /
`;

/** The web client's files, whose names change with their content, and what browsers and search engines look for. */
export function addStaticRoutes(app: FastifyInstance, { installationName }: Config): void {
  app.register(fastifyStatic, {
    root: built,
    prefix: "/assets/",
    index: false,
    redirect: false,
    decorateReply: false,
    preCompressed: true,
    suppressWarning: !existsSync(built),
    immutable: true,
    maxAge: "1y",
  });
  const icon = drawIcon(installationName);
  const manifest = describeApplication(installationName);
  serveText(app, "/robots.txt", "text/plain; charset=utf-8", robots);
  serveText(app, "/manifest.webmanifest", "application/manifest+json", JSON.stringify(manifest));
  // Browsers ask for the .ico by themselves, and go by the type rather than by the name.
  for (const path of ["/favicon.svg", "/favicon.ico"]) serveText(app, path, "image/svg+xml", icon);
}

function serveText(app: FastifyInstance, path: string, type: string, text: string): void {
  app.get(path, (_request, reply) => reply.type(type).header("cache-control", aDay).send(text));
}

/** The sign of the installation, as its pages show it: the initial on the accent colour. */
function drawIcon(name: string): string {
  const [initial = ""] = name.toUpperCase();
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">`,
    `<rect width="64" height="64" rx="15" fill="#b4431f"/>`,
    `<text x="32" y="45" font-family="Inter,system-ui,sans-serif" font-size="38" font-weight="700"`,
    ` text-anchor="middle" fill="#fff">${escapeHtml(initial)}</text></svg>`,
  ].join("");
}

function describeApplication(name: string) {
  return {
    name,
    short_name: name,
    id: "/",
    start_url: "/",
    display: "standalone",
    background_color: "#fffdfa",
    theme_color: "#b4431f",
    icons: [{ src: "/favicon.svg", type: "image/svg+xml", sizes: "any" }],
  };
}
