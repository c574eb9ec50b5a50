import { errors } from "#protocol/errors.ts";
import { buildDocument, type OpenApiDocument, type Operation } from "../../server/http/openapi/build-document.ts";
import { audienceOf } from "../../server/http/openapi/audience-of.ts";
import { code, page, table } from "./table.ts";

const audiences = { guest: "everybody", member: "logged in", admin: "administrators" };

export function writeHttpApi(): string {
  const document = buildDocument("Parley");
  return page(
    "HTTP API",
    String(document.info["description"]),
    "A running installation serves the whole as OpenAPI 3.1 at `/api/v1/openapi.json`, and to read, with every field, " +
      "at `/api/v1/docs/`. Logging in sets a cookie; `Authorization: Bearer` takes the same token.",
    ...document.tags.flatMap(({ name, description }) => [`## ${name}`, description, writeGroup(document, name)]),
  );
}

function writeGroup({ paths }: OpenApiDocument, tag: string): string {
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.includes(tag))
      .map(([method, operation]) => [
        code(`${method.toUpperCase()} ${path}`),
        operation.summary,
        audiences[audienceOf(operation)],
        listStatuses(operation),
        listErrors(operation),
      ]),
  );
  return table(["Request", "What it does", "Who", "Answers", "Errors"], rows);
}

function listStatuses({ responses }: Operation): string {
  return Object.keys(responses)
    .filter((status) => Number(status) < 400)
    .join(", ");
}

function listErrors({ responses }: Operation): string {
  const texts = Object.entries(responses)
    .filter(([status]) => Number(status) >= 400)
    .map(([, { description }]) => description)
    .join(" ");
  return Object.keys(errors)
    .filter((name) => texts.includes(code(name)))
    .map(code)
    .join(", ");
}
