import { escapeHtml } from "../pages/plain-page.ts";
import type { JsonSchema } from "./schemas.ts";

/** A schema as TypeScript would write it, in HTML; shared shapes are links. */
export function writeType(schema: JsonSchema, indent = ""): string {
  const { $ref, anyOf, oneOf, enum: values, const: constant } = schema;
  if (typeof $ref === "string") return linkShape($ref.split("/").at(-1) ?? "");
  if (constant !== undefined) return escapeHtml(JSON.stringify(constant));
  if (Array.isArray(values)) return values.map((value) => escapeHtml(JSON.stringify(value))).join(" | ");
  const union = anyOf ?? oneOf;
  if (Array.isArray(union)) return union.map((part: JsonSchema) => writeType(part, indent)).join(" | ");
  if (schema["type"] === "array") return writeArray(schema["items"] as JsonSchema | undefined, indent);
  if (schema["type"] === "object") return writeObject(schema, indent);
  return escapeHtml(typeof schema["type"] === "string" ? schema["type"] : "any");
}

export function linkShape(name: string): string {
  return `<a href="#shape-${escapeHtml(name)}">${escapeHtml(name)}</a>`;
}

function writeArray(items: JsonSchema | undefined, indent: string): string {
  const inner = items ? writeType(items, indent) : "any";
  return inner.includes(" | ") && !inner.includes("{") ? `(${inner})[]` : `${inner}[]`;
}

function writeObject(schema: JsonSchema, indent: string): string {
  const { additionalProperties } = schema;
  if (typeof additionalProperties === "object") {
    return `{ [name]: ${writeType(additionalProperties as JsonSchema, indent)} }`;
  }
  const fields = listFields(schema);
  if (fields.length === 0) return "{}";
  const inner = `${indent}  `;
  const lines = fields.map(
    ({ name, isRequired, type }) => `${inner}${escapeHtml(name)}${isRequired ? "" : "?"}: ${writeType(type, inner)}`,
  );
  return `{\n${lines.join("\n")}\n${indent}}`;
}

export interface Field {
  readonly name: string;
  readonly isRequired: boolean;
  readonly type: JsonSchema;
}

export function listFields({ properties, required }: JsonSchema): Field[] {
  const names = new Set(Array.isArray(required) ? (required as string[]) : []);
  return Object.entries((properties ?? {}) as Readonly<Record<string, JsonSchema>>).map(([name, type]) => ({
    name,
    isRequired: names.has(name),
    type,
  }));
}

/** What a type's name does not say: bounds, default, form, and what it is. */
export function writeNotes(schema: JsonSchema, description?: string): string {
  const { minLength, maxLength, minimum, exclusiveMinimum, maximum, pattern, format, default: standard } = schema;
  const notes = [
    description ?? schema["description"],
    format,
    typeof minLength === "number" && minLength > 1 && `at least ${minLength} characters`,
    typeof maxLength === "number" && `at most ${maxLength} characters`,
    typeof minimum === "number" && `from ${minimum}`,
    typeof exclusiveMinimum === "number" && `above ${exclusiveMinimum}`,
    typeof maximum === "number" && `to ${maximum}`,
    typeof pattern === "string" && `like ${pattern}`,
    standard !== undefined && standard !== "" && `${JSON.stringify(standard)} by default`,
  ];
  return notes
    .filter((note): note is string => typeof note === "string")
    .map(escapeHtml)
    .join("; ");
}
