import type { FastifyInstance, HTTPMethods } from "fastify";
import { ParleyError } from "#protocol/errors.ts";
import { httpApi } from "#protocol/http-api.ts";
import { toRoutePath } from "./endpoint.ts";

const methods: readonly HTTPMethods[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Makes every address of the API answer 405, with `Allow`, to the methods that it does not know. */
export function refuseOtherMethods(app: FastifyInstance): void {
  const paths = new Map<string, HTTPMethods[]>();
  for (const { method, path } of Object.values(httpApi)) {
    const known = method === "GET" ? [method, "HEAD" as const] : [method];
    paths.set(path, [...(paths.get(path) ?? []), ...known]);
  }
  for (const [path, allowed] of paths) {
    app.route({
      method: methods.filter((method) => !allowed.includes(method)),
      url: toRoutePath(path),
      onRequest: async (_request, reply) => {
        reply.header("allow", allowed.join(", "));
        throw new ParleyError("method_not_allowed");
      },
      handler: () => undefined,
    });
  }
}
