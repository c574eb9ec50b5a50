import { linkStyles } from "../pages/find-styles.ts";
import { escapeHtml } from "../pages/plain-page.ts";
import { audienceOf } from "./audience-of.ts";
import type { OpenApiDocument, Operation, Parameter } from "./build-document.ts";
import type { JsonSchema } from "./schemas.ts";
import { type Field, listFields, writeNotes, writeType } from "./write-type.ts";

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The document as a page to read: no script, nothing from elsewhere. */
export function writeDocsPage({ info, tags, paths, components }: OpenApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Listed => ({ method: method.toUpperCase(), path, operation })),
  );
  const groups = tags.map(({ name, description }) => ({
    name,
    description,
    operations: operations.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const title = `${escapeHtml(String(info["title"]))} · API`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="robots" content="noindex">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${linkStyles()}
</head>
<body class="docs">
<nav aria-label="Contents">
<p class="brand"><a href="/">${escapeHtml(String(info["title"]))}</a></p>
${groups.map(({ name, operations: listed }) => writeContents(name, listed)).join("\n")}
<h2><a href="#shapes">Shapes</a></h2>
<ul>${Object.keys(components.schemas)
    .map((name) => `<li><a href="#shape-${name}">${name}</a></li>`)
    .join("")}</ul>
</nav>
<main>
<h1>${title}</h1>
<p class="lead">${code(String(info["description"]))}</p>
<p>Version ${escapeHtml(String(info["version"]))}. The same as an OpenAPI 3.1 document:
<a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>
${groups.map((group) => writeGroup(group.name, group.description, group.operations)).join("\n")}
<section id="shapes">
<h2>Shapes</h2>
${Object.entries(components.schemas)
  .map(([name, schema]) => writeShape(name, schema))
  .join("\n")}
</section>
</main>
</body>
</html>
`;
}

function writeContents(name: string, operations: readonly Listed[]): string {
  const items = operations.map(
    ({ method, path, operation }) =>
      `<li><a href="#${operation.operationId}"><span class="method ${method.toLowerCase()}">${method}</span> ${escapeHtml(shorten(path))}</a></li>`,
  );
  return `<h2><a href="#tag-${name}">${name}</a></h2>\n<ul>${items.join("")}</ul>`;
}

function shorten(path: string): string {
  return path.replace(/^\/api\/v1/, "");
}

function writeGroup(name: string, description: string, operations: readonly Listed[]): string {
  return `<section id="tag-${name}">\n<h2>${name}</h2>\n<p>${code(description)}</p>\n${operations.map(writeOperation).join("\n")}\n</section>`;
}

const audiences = { guest: "Guests too", member: "Logged in", admin: "Administrators" };

function writeOperation({ method, path, operation }: Listed): string {
  const { operationId, summary, parameters = [], requestBody } = operation;
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const forms = Object.keys(requestBody?.content ?? {}).length > 1 ? `${type}, or a form` : (type ?? "");
  return `<article id="${operationId}">
<h3><span class="method ${method.toLowerCase()}">${method}</span> <code>${escapeHtml(path)}</code></h3>
<p>${code(summary)}. <span class="who">${audiences[audienceOf(operation)]}</span></p>
${parameters.length > 0 ? writeTable("Parameters", parameters.map(toParameterRow)) : ""}
${content?.schema ? writeTable(`Body <span class="type">${forms}</span>`, listFields(content.schema).map(toFieldRow)) : ""}
${writeAnswers(operation)}
</article>`;
}

type Row = readonly [name: string, type: string, notes: string];

function toParameterRow({ name, in: place, required, schema, description }: Parameter): Row {
  const label = `${escapeHtml(name)}${required ? "" : "?"}`;
  return [label, writeType(schema), [place, writeNotes(schema, description)].filter(Boolean).join("; ")];
}

function toFieldRow({ name, isRequired, type }: Field): Row {
  return [`${escapeHtml(name)}${isRequired ? "" : "?"}`, writeType(type), writeNotes(type)];
}

function writeTable(caption: string, rows: readonly Row[]): string {
  if (rows.length === 0) return "";
  const lines = rows.map(
    ([name, type, notes]) =>
      `<tr><th scope="row"><code>${name}</code></th><td><code>${type}</code></td><td>${notes}</td></tr>`,
  );
  return `<table><caption>${caption}</caption><tbody>${lines.join("\n")}</tbody></table>`;
}

function writeAnswers({ responses }: Operation): string {
  const items = Object.entries(responses)
    .filter(([status]) => status !== "default")
    .map(([status, { description, content }]) => {
      const [type, body] = Object.entries(content ?? {})[0] ?? [];
      const isError = Number(status) >= 400;
      const shape = body?.schema && !isError ? `<pre><code>${writeType(body.schema)}</code></pre>` : "";
      const kind =
        type !== undefined && type !== "application/json" ? ` <span class="type">${escapeHtml(type)}</span>` : "";
      return `<dt${isError ? ` class="bad"` : ""}>${status}</dt><dd>${code(description)}${kind}${shape}</dd>`;
    });
  return `<dl>${items.join("\n")}</dl>`;
}

function writeShape(name: string, schema: JsonSchema): string {
  const union = schema["oneOf"] ?? schema["anyOf"];
  const inner = Array.isArray(union)
    ? union.map((part: JsonSchema) => `<pre><code>${writeType(part)}</code></pre>`).join("\n")
    : writeTable("", listFields(schema).map(toFieldRow));
  return `<article id="shape-${name}">\n<h3>${name}</h3>\n${inner}\n</article>`;
}

/** Text with `code` in it. */
function code(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}
