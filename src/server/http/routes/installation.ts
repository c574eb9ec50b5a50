import type { FastifyInstance } from "fastify";
import { limits } from "#protocol/limits.ts";
import { protocolVersion } from "#protocol/version.ts";
import type { Context } from "../../context.ts";
import { version } from "../../version.ts";
import { serve } from "../endpoint.ts";

export function addInstallationRoutes(app: FastifyInstance, context: Context): void {
  const { config, setupCode, storage } = context;
  serve(app, context, "describeInstallation", async () => ({
    name: config.installationName,
    version,
    protocol: protocolVersion,
    epoch: storage.epoch,
    needsSetup: setupCode !== undefined && !(await storage.hasAdmin()),
    limits,
  }));
}
