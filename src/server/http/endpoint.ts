import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { ParleyError, type ErrorCode } from "#protocol/errors.ts";
import {
  httpApi,
  type AnswerOf,
  type Audience,
  type Endpoint,
  type EndpointName,
  type RequestOf,
} from "#protocol/http-api.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import { authenticate, type Authenticated } from "./authenticate.ts";
import { toFieldFaults } from "./field-faults.ts";

/** What a handler gets: the validated input, who asks, and Fastify's own for headers and the like. */
export interface EndpointRequest<Name extends EndpointName> extends RequestOf<Name>, Authenticated {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What it answers, or that as JSON in a stream. */
export type Handler<Name extends EndpointName> = (input: EndpointRequest<Name>) => Promise<AnswerOf<Name> | Readable>;

export interface EndpointOptions {
  /** What a body of the wrong shape is answered with, instead of `invalid` and its fields. */
  readonly wrongShape?: ErrorCode;
}

/**
 * Serves one row of the API's table. The status is the row's first, unless the handler sets another on `reply`.
 */
export function serve<Name extends EndpointName>(
  app: FastifyInstance,
  context: Context,
  name: Name,
  handler: Handler<Name>,
  options: EndpointOptions = {},
): void {
  const endpoint: Endpoint = httpApi[name];
  const [status = "200"] = Object.keys(endpoint.answers);
  app.route({
    method: endpoint.method,
    url: toRoutePath(endpoint.path),
    handler: async (request, reply) => {
      const who = await authenticate(context, request.headers);
      refuseWrongAudience(endpoint.audience, who.viewer);
      reply.code(Number(status));
      return handler({ ...readInput<Name>(endpoint, request, options), ...who, request, reply });
    },
  });
}

/** `/rooms/{room}` as the router writes it. */
export function toRoutePath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

function refuseWrongAudience(audience: Audience, viewer: Viewer): void {
  if (audience === "guest") return;
  if (viewer.kind !== "person") throw new ParleyError("unauthenticated");
  if (audience === "admin" && viewer.role !== "admin") throw new ParleyError("forbidden");
}

function readInput<Name extends EndpointName>(
  endpoint: Endpoint,
  request: FastifyRequest,
  { wrongShape = "invalid" }: EndpointOptions,
): RequestOf<Name> {
  return {
    // A path that cannot name anything names nothing.
    params: validate(endpoint.params, request.params, "not_found"),
    query: validate(endpoint.query, request.query, "invalid"),
    body: validate(endpoint.body, request.body ?? {}, wrongShape),
  } as RequestOf<Name>;
}

function validate(schema: z.ZodType | undefined, value: unknown, refusal: ErrorCode): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ParleyError(refusal, refusal === "invalid" ? { fields: toFieldFaults(parsed.error) } : {});
}
