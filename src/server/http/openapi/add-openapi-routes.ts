import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import type { Config } from "../../config.ts";
import { ownStyle } from "../pages/find-styles.ts";
import { sendHtml } from "../pages/site.ts";
import { buildDocument, type OpenApiDocument } from "./build-document.ts";
import { writeDocsPage } from "./docs-page.ts";

const styleFile = new URL("docs.css", import.meta.url);

/** The API's description: as OpenAPI, and to read. Made when it is first asked for. */
export function addOpenApiRoutes(app: FastifyInstance, { installationName }: Config): void {
  let made: Made | undefined;
  const make = () => (made ??= describe(installationName));

  app.get("/api/v1/openapi.json", async () => make().document);
  app.get("/api/v1/docs/", (_request, reply) => sendHtml(reply, make().page));
  app.get("/api/", (_request, reply) => reply.redirect("/api/v1/docs/", 302));
  app.get(ownStyle, (_request, reply) => reply.type("text/css; charset=utf-8").send(readFileSync(styleFile, "utf8")));
}

interface Made {
  readonly document: OpenApiDocument;
  readonly page: string;
}

function describe(installationName: string): Made {
  const document = buildDocument(installationName);
  return { document, page: writeDocsPage(document) };
}
