import type { FastifyInstance } from "fastify";
import type { UserId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import type { Context } from "../../context.ts";
import { addMembers } from "../../rooms/add-members.ts";
import { removeMember } from "../../rooms/remove-member.ts";
import { serve } from "../endpoint.ts";

export function addMemberRoutes(app: FastifyInstance, context: Context): void {
  const { storage } = context;
  serve(app, context, "listMembers", ({ viewer, params, query }) =>
    storage.listMembers({ viewer, ...params, ...query, limit: limits.pageMaxUsers }),
  );
  serve(app, context, "addMembers", async ({ viewer, params, body }) => ({
    room: await addMembers(context, viewer, { ...params, ...body }),
  }));
  serve(app, context, "removeMember", async ({ viewer, params: { room, user } }) => {
    await removeMember(context, viewer, { room, user: user === "me" ? user : (Number(user) as UserId) });
    return {};
  });
}
