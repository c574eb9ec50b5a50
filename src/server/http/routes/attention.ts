import type { FastifyInstance } from "fastify";
import { refuseFaults } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import { requirePerson } from "../../auth/viewer.ts";
import type { Context } from "../../context.ts";
import { blockUser, unblockUser } from "../../people/block-user.ts";
import { changePreferences } from "../../people/preferences.ts";
import { markRead } from "../../rooms/mark-read.ts";
import { serve } from "../endpoint.ts";

/** People whom one suggestion names, of each kind. */
const suggestionsMax = 8;

/** Reading, notifications, mentions and blocks. */
export function addAttentionRoutes(app: FastifyInstance, context: Context): void {
  const { storage } = context;
  serve(app, context, "markRead", ({ viewer, params, body }) => markRead(context, viewer, { ...params, ...body }));
  serve(app, context, "setAttention", async ({ viewer, params, body }) => {
    if (body.notify === undefined && body.muted === undefined) refuseFaults({ notify: "one of notify and muted" });
    return { room: await storage.setAttention({ viewer, ...params, ...body }) };
  });
  serve(app, context, "suggestPeople", ({ viewer, params, query }) =>
    storage.suggestPeople({ viewer, ...params, ...query, limit: suggestionsMax }),
  );
  serve(app, context, "listActivity", ({ viewer, query }) =>
    storage.listActivity({ userId: requirePerson(viewer).userId, ...query, limit: limits.pageActivity }),
  );
  serve(app, context, "getPreferences", async ({ viewer }) => ({
    preferences: await storage.getPreferences({ userId: requirePerson(viewer).userId }),
  }));
  serve(app, context, "changePreferences", async ({ viewer, body }) => {
    const changes = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    return { preferences: await changePreferences(context, requirePerson(viewer).userId, changes) };
  });
  serve(app, context, "choosePresence", async ({ viewer, body: { state, until = null } }) => {
    if (until !== null && until <= context.clock.now()) refuseFaults({ until: "is in the past" });
    const changes = { presence: { state, until } };
    return { preferences: await changePreferences(context, requirePerson(viewer).userId, changes) };
  });
  serve(app, context, "listBlocks", async ({ viewer }) => ({
    users: await storage.listBlocks({ userId: requirePerson(viewer).userId }),
  }));
  serve(app, context, "blockUser", async ({ viewer, params }) => {
    await blockUser(context, { userId: requirePerson(viewer).userId, blockedId: params.id });
    return {};
  });
  serve(app, context, "unblockUser", async ({ viewer, params }) => {
    await unblockUser(context, { userId: requirePerson(viewer).userId, blockedId: params.id });
    return {};
  });
}
