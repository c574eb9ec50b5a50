import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { ParleyError, type ErrorCode } from "#protocol/errors.ts";
import { toFieldFaults } from "../field-faults.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** A body's fields, of a form or of JSON. In a form, a field left empty is none, and lines end as everywhere else. */
export function readFields({ body, headers }: FastifyRequest): Fields {
  if (typeof body !== "object" || body === null) return {};
  if (!headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) return { ...body };
  const filled = Object.entries(body).filter(([, value]) => value !== "");
  return Object.fromEntries(filled.map(([name, value]) => [name, typeof value === "string" ? toLines(value) : value]));
}

const secrets = new Set(["password", "current", "next"]);

/** What was typed, to show the form again; passwords are typed again. */
export function readTyped(request: FastifyRequest): Record<string, string> {
  const texts = Object.entries(readFields(request)).filter((entry): entry is [string, string] => {
    const [name, value] = entry;
    return typeof value === "string" && !secrets.has(name);
  });
  return Object.fromEntries(texts);
}

/** The fields as the schema wants them. @throws the refusal, with its fields when it is `invalid`. */
export function readForm<Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
  refusal: ErrorCode = "invalid",
): z.output<Schema> {
  return parse(schema, readFields(request), refusal);
}

export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, refusal: ErrorCode): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ParleyError(refusal, refusal === "invalid" ? { fields: toFieldFaults(parsed.error) } : {});
}

/** Browsers send every line break of a form as CRLF. */
function toLines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
