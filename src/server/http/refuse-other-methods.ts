import type { FastifyInstance, HTTPMethods, RouteHandlerMethod } from "fastify";
import { ParleyError } from "#protocol/errors.ts";

const methods: readonly HTTPMethods[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** The methods that each address answers. */
export type RouteList = ReadonlyMap<string, ReadonlySet<string>>;

declare module "fastify" {
  interface FastifyInstance {
    readonly routeList: RouteList;
  }
}

/** Takes down every route that is added from now on, as `app.routeList`. */
export function listRoutes(app: FastifyInstance): void {
  const routes = new Map<string, Set<string>>();
  app.decorate("routeList", routes);
  app.addHook("onRoute", ({ url, method, handler }) => {
    if (handler === refuse) return;
    const known = routes.get(url) ?? new Set();
    for (const name of [method].flat()) known.add(name);
    routes.set(url, known);
  });
}

/** Makes every address answer 405, with `Allow`, to the methods that it does not know. */
export function refuseOtherMethods(app: FastifyInstance): void {
  // In a plugin of its own, which Fastify runs once all other routes are there.
  app.register(async (scope) => {
    for (const [url, known] of app.routeList) {
      const allow = [...known].toSorted().join(", ");
      const unknown = methods.filter((name) => !known.has(name));
      scope.route({
        method: unknown,
        url,
        onRequest: async (_request, reply) => {
          reply.header("allow", allow);
          throw new ParleyError("method_not_allowed");
        },
        handler: refuse,
      });
    }
  });
}

/** Never reached: the request is refused before its body is read. */
const refuse: RouteHandlerMethod = () => undefined;
