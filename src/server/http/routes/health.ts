import type { FastifyInstance } from "fastify";
import { ParleyError } from "#protocol/errors.ts";
import type { Context } from "../../context.ts";

/** What orchestrators and load balancers ask; Kubernetes' names. */
export function addHealthRoutes(app: FastifyInstance, { storage, isDraining }: Context): void {
  app.get("/livez", async () => ({ status: "ok" }));
  app.get("/readyz", async () => {
    if (isDraining()) throw new ParleyError("unavailable");
    await storage.hasAdmin();
    return { status: "ok" };
  });
}
