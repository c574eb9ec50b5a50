import type { FastifyReply, FastifyRequest } from "fastify";
import type { PageProps } from "#protocol/page-props.ts";
import { limits } from "#protocol/limits.ts";
import type { Context } from "../../context.ts";
import type { Authenticated } from "../authenticate.ts";
import { createPageRenderer, type PageRenderer } from "./page-renderer.ts";

/** What every page is made with. */
export interface Site {
  readonly context: Context;
  readonly renderer: PageRenderer;
}

/** One request for a page, and who makes it. */
export interface Ask extends Authenticated {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type OfEveryPage = Pick<PageProps, "installationName" | "origin" | "path" | "me" | "rooms" | "nowMs">;
/** What one page has beyond what all have. */
type OfThisPage<Props> = Props extends PageProps ? Omit<Props, keyof OfEveryPage> : never;

export function createSite(context: Context): Site {
  return { context, renderer: createPageRenderer() };
}

/** Answers with a page of the web client. Never kept by anybody: it shows what this person may see at this moment. */
export async function sendPage(
  { context, renderer }: Site,
  { viewer, session, request, reply }: Ask,
  { status = 200, ...page }: OfThisPage<PageProps> & { readonly status?: number },
): Promise<FastifyReply> {
  const { rooms } = await context.storage.listRooms({ viewer, limit: limits.pageMaxRooms });
  const everyPage: OfEveryPage = {
    installationName: context.config.installationName,
    origin: originOf(context, request),
    path: pathOf(request),
    me: session?.user ?? null,
    rooms,
    nowMs: context.clock.now(),
  };
  const html = await renderer.render({ ...page, ...everyPage });
  return sendHtml(reply.code(status), html);
}

export function sendHtml(reply: FastifyReply, html: string): FastifyReply {
  return reply.type("text/html; charset=utf-8").header("cache-control", "private, no-store").send(html);
}

/** The path that was asked for, without its query. */
export function pathOf({ url }: FastifyRequest): string {
  return url.split("?", 1)[0] ?? "/";
}

function originOf({ config }: Context, { protocol, host }: FastifyRequest): string {
  const address = `${protocol}://${host}`;
  return config.publicUrl ?? (URL.canParse(address) ? new URL(address).origin : "");
}
