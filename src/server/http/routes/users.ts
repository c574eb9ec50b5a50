import type { FastifyInstance } from "fastify";
import { limits } from "#protocol/limits.ts";
import type { Context } from "../../context.ts";
import { serve } from "../endpoint.ts";

export function addUserRoutes(app: FastifyInstance, context: Context): void {
  const { storage } = context;
  serve(app, context, "listUsers", ({ viewer, query }) =>
    storage.listUsers({ viewer, ...query, limit: limits.pageMaxUsers }),
  );
  serve(app, context, "getUser", async ({ params }) => ({ user: await storage.getUser({ userId: params.id }) }));
}
