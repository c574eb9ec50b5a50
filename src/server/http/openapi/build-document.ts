import type { z } from "zod";
import { errors, type ErrorCode } from "#protocol/errors.ts";
import { version } from "../../version.ts";
import { listApiRoutes } from "./api-routes.ts";
import { otherRoutes } from "./other-routes.ts";
import { type Answer, type Route, tags } from "./routes.ts";
import { type JsonSchema, referTo, toAnswerSchemas, toInputSchema, toParameterSchema } from "./schemas.ts";

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

type Content = Readonly<Record<string, { readonly schema?: JsonSchema }>>;

export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

/** An OpenAPI 3.1 document, as far as ours go. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, unknown>>;
  };
}

/** Describes every route there is, from the tables that serve them. */
export function buildDocument(title: string): OpenApiDocument {
  const routes = [...listApiRoutes(), ...otherRoutes.map((route) => [nameRoute(route), route] as const)];
  const answers = routes.flatMap(([name, route]) => listSchemas(name, route));
  const schemas = toAnswerSchemas(Object.fromEntries(answers));
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [name, route] of routes) {
    const methods = (paths[route.path] ??= {});
    methods[route.method.toLowerCase()] = describe(name, route, schemas.answers);
  }
  return {
    openapi: "3.1.1",
    info: { title, version, description: introduction, license: { name: "MIT", identifier: "MIT" } },
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: { schemas: schemas.components, securitySchemes },
  };
}

const introduction =
  "Bodies are JSON in UTF-8; times are ISO 8601 in UTC. `{room}` is a room's id or its slug. " +
  "Every failure is `{error: {code, message, fields?, retryAfterMs?}}`; the codes mean the same everywhere. " +
  "What you may not see is answered like what does not exist: `not_found`. Writes that a page of another site " +
  "makes a browser send are refused as `cross_site`.";

const securitySchemes = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "session",
    description: "Set by logging in; `__Host-session` over TLS.",
  },
  bearer: { type: "http", scheme: "bearer", description: "The session's token, for bots." },
};

function nameRoute({ method, path }: Route): string {
  const words = path.match(/\w+/g) ?? ["home"];
  const name = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
  return `${method.toLowerCase()}${name}${path.endsWith("/") ? "Page" : ""}`;
}

function nameAnswer(name: string, { status }: Answer): string {
  return `${name}:${status}`;
}

function listSchemas(name: string, route: Route): [string, z.ZodType][] {
  return route.answers.flatMap((answer): [string, z.ZodType][] =>
    answer.schema ? [[nameAnswer(name, answer), answer.schema]] : [],
  );
}

function describe(name: string, route: Route, schemas: Readonly<Record<string, JsonSchema>>): Operation {
  const parameters = [...listParameters("path", route.params), ...listParameters("query", route.query)];
  // OpenAPI 3.1 lets the roles that are needed stand here.
  const roles = route.audience === "admin" ? ["admin"] : [];
  const loggedIn = [{ session: roles }, { bearer: roles }];
  return {
    operationId: name,
    tags: [route.tag],
    summary: route.summary,
    security: route.audience === "guest" ? [{}, ...loggedIn] : loggedIn,
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: describeBody(route, route.body) }),
    ...(route.takesImage === true && { requestBody: pictureBody }),
    responses: {
      ...Object.fromEntries(route.answers.map((answer) => [answer.status, describeAnswer(name, answer, schemas)])),
      ...describeErrors(route),
      default: { description: "Any other failure", content: errorContent },
    },
  };
}

function listParameters(place: Parameter["in"], schema: z.ZodObject | undefined): Parameter[] {
  if (!schema) return [];
  return Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>).map(([name, part]) => {
    const { description, ...rest } = toParameterSchema(part);
    return {
      name,
      in: place,
      required: place === "path" || !part.safeParse(undefined).success,
      ...(typeof description === "string" && { description }),
      schema: rest,
    };
  });
}

function describeBody({ takesForm }: Route, body: z.ZodObject): NonNullable<Operation["requestBody"]> {
  const schema = toInputSchema(body);
  const content = { "application/json": { schema } };
  return {
    required: !body.safeParse({}).success,
    content: takesForm ? { ...content, "application/x-www-form-urlencoded": { schema } } : content,
  };
}

const pictureBody: NonNullable<Operation["requestBody"]> = {
  required: true,
  content: {
    "image/*": {},
    "multipart/form-data": { schema: { type: "object", properties: { avatar: { type: "string", format: "binary" } } } },
  },
};

function describeAnswer(name: string, answer: Answer, schemas: Readonly<Record<string, JsonSchema>>) {
  const { description, type } = answer;
  const schema = schemas[nameAnswer(name, answer)];
  return { description, ...(type !== undefined && { content: { [type]: schema ? { schema } : {} } }) };
}

const errorContent: Content = { "application/json": { schema: { $ref: referTo("Error") } } };

/** By status, with the codes that come under it. */
function describeErrors({ audience, errors: own, statusOf }: Route): Operation["responses"] {
  const codes = new Set<ErrorCode>([...(audience === "guest" ? [] : (["unauthenticated"] as const)), ...own]);
  const byStatus = Map.groupBy(codes, (code) => statusOf?.(code) ?? errors[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      { description: list.map((code) => `\`${code}\`: ${errors[code].message}`).join(" "), content: errorContent },
    ]),
  );
}
