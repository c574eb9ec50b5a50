import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ParleyError } from "#protocol/errors.ts";
import { authenticate } from "../authenticate.ts";
import { answerError, answerNotFound, toParleyError } from "../error-handler.ts";
import { loginPath } from "./paths.ts";
import { plainPage } from "./plain-page.ts";
import { type Ask, sendHtml, sendPage, type Site } from "./site.ts";
import { wantsHtml } from "./wants-html.ts";

export type Show = (ask: Ask) => Promise<FastifyReply>;

/** Serves a page; what fails is shown as one to browsers. */
export function servePage(app: FastifyInstance, site: Site, url: string, show: Show): void {
  app.get(url, async (request, reply) => {
    try {
      return await show({ ...(await authenticate(site.context, request.headers)), request, reply });
    } catch (error) {
      return showFailure(site, { request, reply }, error);
    }
  });
}

/** What answers where nothing is: a page for browsers, JSON inside the API and for everybody else. */
export async function showNotFound(site: Site, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (!wantsHtml(request) || request.url.startsWith("/api/")) {
    answerNotFound(request, reply);
    return reply;
  }
  try {
    const who = await authenticate(site.context, request.headers);
    return await sendPage(site, { ...who, request, reply }, { page: "not-found", status: 404 });
  } catch (error) {
    return showPlainly(site, { request, reply }, error);
  }
}

/** A failure as a browser shows it; others get it as JSON. */
export async function showFailure(site: Site, asked: Asked, error: unknown): Promise<FastifyReply> {
  const { request, reply } = asked;
  const { code } = toParleyError(error);
  const isBot = request.headers.authorization !== undefined;
  if (code === "unauthenticated" && !isBot) return reply.redirect(loginPath(request.url), 302);
  if (code === "not_found") return showNotFound(site, request, reply);
  return showPlainly(site, asked, error);
}

type Asked = Pick<Ask, "request" | "reply">;

function showPlainly({ context }: Site, { request, reply }: Asked, error: unknown): FastifyReply {
  const failure: ParleyError = toParleyError(error);
  if (!wantsHtml(request)) {
    answerError(error, request, reply);
    return reply;
  }
  if (failure.code === "internal") request.log.error({ err: error }, "page failed");
  const page = plainPage({ title: context.config.installationName, text: failure.message });
  return sendHtml(reply.code(failure.status), page);
}
