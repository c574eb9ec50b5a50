import type { FastifyInstance, FastifyReply } from "fastify";
import { ParleyError, type ErrorCode } from "#protocol/errors.ts";
import { authenticate } from "../authenticate.ts";
import { loginPath } from "./paths.ts";
import { showFailure } from "./serve-page.ts";
import type { Ask, Site } from "./site.ts";
import { wantsHtml } from "./wants-html.ts";

export interface Submitted {
  /** Where a browser goes on. */
  readonly location: string;
  readonly status: number;
  /** What a script gets. */
  readonly answer: unknown;
}

export interface Form {
  readonly path: string;
  submit(ask: Ask): Promise<Submitted>;
  /** Shows a browser the form again, with what was refused. Without it, it gets a page that says why. */
  showAgain?(ask: Ask, refusal: ParleyError, status: number): Promise<FastifyReply>;
  /** The page that a guest should come back to from the login; without it, guests are refused like others. */
  loginFor?(ask: Ask): string;
  /** Where the status is not the one of the errors' table. */
  readonly statusOf?: (code: ErrorCode) => number;
}

/**
 * Serves a POST that a form without script can make. Browsers are sent on with 303, or shown what was refused;
 * others get JSON.
 */
export function serveForm(app: FastifyInstance, site: Site, form: Form): void {
  app.post(form.path, async (request, reply) => {
    try {
      const ask = { ...(await authenticate(site.context, request.headers)), request, reply };
      return await answerForm(form, ask);
    } catch (error) {
      if (!(error instanceof ParleyError) || wantsHtml(request)) return showFailure(site, { request, reply }, error);
      return reply.code(statusOf(form, error)).send({ error: error.toView() });
    }
  });
}

async function answerForm(form: Form, ask: Ask): Promise<FastifyReply> {
  const { request, reply } = ask;
  try {
    const { location, status, answer } = await form.submit(ask);
    return wantsHtml(request) ? reply.redirect(location, 303) : reply.code(status).send(answer);
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    const { retryAfterMs } = error.details;
    if (retryAfterMs !== undefined) reply.header("retry-after", Math.ceil(retryAfterMs / 1_000));
    if (!wantsHtml(request) || error.code === "not_found") throw error;
    if (error.code === "unauthenticated" && form.loginFor) return reply.redirect(loginPath(form.loginFor(ask)), 303);
    if (!form.showAgain) throw error;
    return form.showAgain(ask, error, statusOf(form, error));
  }
}

function statusOf(form: Form, { code, status }: ParleyError): number {
  return form.statusOf?.(code) ?? status;
}
