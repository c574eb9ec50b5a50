import type { FastifyInstance } from "fastify";
import { limits } from "#protocol/limits.ts";
import { changeAccount } from "../../admin/change-account.ts";
import type { Context } from "../../context.ts";
import { serve } from "../endpoint.ts";

export function addAdminRoutes(app: FastifyInstance, context: Context): void {
  const { storage } = context;
  serve(app, context, "listAccounts", ({ viewer, query }) =>
    storage.listAccounts({ viewer, ...query, limit: limits.pageMaxUsers }),
  );
  serve(app, context, "changeAccount", async ({ viewer, params, body }) => ({
    user: await changeAccount(context, viewer, { userId: params.id, changes: body }),
  }));
  serve(app, context, "endSessions", ({ viewer, params }) => storage.endSessions({ viewer, userId: params.id }));
  serve(app, context, "reviewMessages", ({ viewer, query }) =>
    storage.reviewMessages({
      viewer,
      ...query,
      limit: limits.reviewPageMessages,
      lookAtMost: limits.reviewLookAtMessages,
    }),
  );
}
