import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { ParleyError } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { Context } from "../context.ts";
import { answerClientError } from "./client-error.ts";
import { isCrossSite } from "./cross-site.ts";
import { answerError } from "./error-handler.ts";
import { addOpenApiRoutes } from "./openapi/add-openapi-routes.ts";
import { addPageRoutes } from "./pages/add-page-routes.ts";
import { showNotFound } from "./pages/serve-page.ts";
import { createSite, type Site } from "./pages/site.ts";
import { parseBodies } from "./parse-body.ts";
import { addReferenceRoutes } from "./reference/add-reference-routes.ts";
import { listRoutes, refuseOtherMethods } from "./refuse-other-methods.ts";
import { addAccountRoutes } from "./routes/accounts.ts";
import { addAvatarRoutes } from "./routes/avatars.ts";
import { addAdminRoutes } from "./routes/admin.ts";
import { addHealthRoutes } from "./routes/health.ts";
import { addInstallationRoutes } from "./routes/installation.ts";
import { addMeRoutes } from "./routes/me.ts";
import { addMemberRoutes } from "./routes/members.ts";
import { addMessageRoutes } from "./routes/messages.ts";
import { addRoomRoutes } from "./routes/rooms.ts";
import { addAttentionRoutes } from "./routes/attention.ts";
import { addUserRoutes } from "./routes/users.ts";
import { securityHeaders } from "./security-headers.ts";
import { addStaticRoutes } from "./static.ts";

const harmlessMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/** The HTTP side, not yet listening. Live transports add themselves to it. */
export function createApp(context: Context): FastifyInstance {
  const headers = securityHeaders(context.config);
  const loggerInstance: FastifyBaseLogger = context.log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.bodyMaxBytes,
    routerOptions: { maxParamLength: 500 },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers);
      answerError(error, request, reply);
    },
  });
  parseBodies(app);
  app.setErrorHandler(answerError);
  const site = createSite(context);
  app.addHook("onClose", () => site.renderer.close());
  app.setNotFoundHandler((request, reply) => showNotFound(site, request, reply));
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(headers);
    if (request.url.startsWith("/api/")) reply.header("cache-control", "private, no-store");
    refuseUnreadable(request);
    refuseCrossSiteWrite(context, request);
  });
  app.addHook("onResponse", logAnswer);
  listRoutes(app);
  addRoutes(app, site);
  return app;
}

function addRoutes(app: FastifyInstance, site: Site): void {
  const { context } = site;
  addHealthRoutes(app, context);
  addInstallationRoutes(app, context);
  addAccountRoutes(app, context);
  addMeRoutes(app, context);
  addAvatarRoutes(app, context);
  addUserRoutes(app, context);
  addAttentionRoutes(app, context);
  addRoomRoutes(app, context);
  addMemberRoutes(app, context);
  addMessageRoutes(app, context);
  addAdminRoutes(app, context);
  addReferenceRoutes(app, site);
  addPageRoutes(app, site);
  addStaticRoutes(app, context.config);
  addOpenApiRoutes(app, context.config);
  refuseOtherMethods(app);
}

function refuseUnreadable({ url, headers }: FastifyRequest): void {
  // No database takes U+0000 in a text.
  if (url.includes("%00")) throw new ParleyError("bad_request");
  // Compressed bodies are never unpacked: a few bytes could become gigabytes.
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") throw new ParleyError("unsupported_media");
}

function refuseCrossSiteWrite({ config }: Context, { method, headers }: FastifyRequest): void {
  if (!harmlessMethods.has(method) && isCrossSite(config, headers)) throw new ParleyError("cross_site");
}

/** Names the route, not the address: what people typed into it stays out of the log. */
async function logAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { method, routeOptions } = request;
  const { statusCode, elapsedTime } = reply;
  request.log.debug({ method, route: routeOptions.url, statusCode, ms: Math.round(elapsedTime * 10) / 10 }, "answered");
}
