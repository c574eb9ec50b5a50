import type { FastifyReply } from "fastify";
import type { ErrorView } from "#protocol/errors.ts";
import { toLocalPath } from "./paths.ts";
import { readFields, readTyped } from "./read-fields.ts";
import { type Ask, sendPage, type Site } from "./site.ts";

export interface AccountAsk {
  readonly page: "login" | "register" | "setup";
  readonly refused?: { readonly error: ErrorView; readonly status: number };
}

/** A form to come in by; whoever is in already, or finds the set-up done, is sent on. */
export async function showAccount(site: Site, ask: Ask, { page, refused }: AccountAsk): Promise<FastifyReply> {
  const next = nextOf(ask);
  if (!refused && (await isPointless(site, ask, page))) return ask.reply.redirect(next ?? "/", 302);
  return sendPage(site, ask, {
    page,
    ...(next !== undefined && { next }),
    ...(refused && { ...refused, values: readTyped(ask.request) }),
  });
}

/** Where to go afterwards, if the request says so, and only within this installation. */
export function nextOf({ request }: Ask): string | undefined {
  const { next } = readFields(request);
  return toLocalPath(next ?? (request.query as Record<string, unknown>)["next"]);
}

async function isPointless({ context }: Site, { session }: Ask, page: AccountAsk["page"]): Promise<boolean> {
  if (page !== "setup") return session !== undefined;
  return context.setupCode === undefined || (await context.storage.hasAdmin());
}
