import type { FastifyReply } from "fastify";
import { limits } from "#protocol/limits.ts";
import { requirePerson } from "../../auth/viewer.ts";
import { type Ask, sendPage, type Site } from "./site.ts";

/** What addresses me, newest first. @throws unauthenticated */
export async function showActivity(site: Site, ask: Ask): Promise<FastifyReply> {
  const { userId } = requirePerson(ask.viewer);
  const { items } = await site.context.storage.listActivity({ userId, limit: limits.pageActivity });
  return sendPage(site, ask, { page: "activity", items });
}
