import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { ErrorView } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import { requirePerson } from "../../auth/viewer.ts";
import { parse } from "./read-fields.ts";
import { type Ask, sendPage, type Site } from "./site.ts";

const peopleQuery = z.object({ q: z.string().max(100).default(""), after: z.string().max(200).optional() });

/** @throws unauthenticated: guests have no chats. */
export async function showChats(site: Site, ask: Ask): Promise<FastifyReply> {
  requirePerson(ask.viewer);
  return sendPage(site, ask, { page: "chats" });
}

/** Everybody, or those who fit what is looked for. @throws unauthenticated: guests see nobody. */
export async function showPeople(site: Site, ask: Ask, refused?: { error: ErrorView; status: number }) {
  const viewer = requirePerson(ask.viewer);
  const { q, after: cursor } = parse(peopleQuery, ask.request.query, "not_found");
  const found = await site.context.storage.listUsers({ viewer, q, cursor, limit: limits.pageMaxUsers });
  return sendPage(site, ask, { page: "people", q, ...found, ...refused });
}
