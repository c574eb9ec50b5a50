import type { FastifyInstance } from "fastify";
import { httpApi } from "#protocol/http-api.ts";
import { logIn } from "../../auth/log-in.ts";
import { logOut } from "../../auth/log-out.ts";
import { register } from "../../auth/register.ts";
import type { OpenedSession } from "../../auth/sessions.ts";
import { setUp } from "../../auth/set-up.ts";
import { deviceOf } from "../device.ts";
import { clearSessionCookie, writeSessionCookie } from "../session-cookie.ts";
import { readForm } from "./read-fields.ts";
import { type Form, serveForm, type Submitted } from "./serve-form.ts";
import { nextOf, showAccount, type AccountAsk } from "./show-account.ts";
import type { Ask, Site } from "./site.ts";

/** Coming and going without script. */
export function addAccountForms(app: FastifyInstance, site: Site): void {
  const { context } = site;

  serveForm(
    app,
    site,
    accountForm(site, "login", 200, (ask) => {
      const credentials = readForm(ask.request, httpApi.login.body, "bad_credentials");
      return logIn(context, { ...credentials, previous: ask.session }, deviceOf(context, ask.request));
    }),
  );
  serveForm(
    app,
    site,
    accountForm(site, "register", 201, ({ request }) =>
      register(context, readForm(request, httpApi.register.body), deviceOf(context, request)),
    ),
  );
  serveForm(
    app,
    site,
    accountForm(site, "setup", 201, ({ request }) =>
      setUp(context, readForm(request, httpApi.setUp.body), deviceOf(context, request)),
    ),
  );
  serveForm(app, site, {
    path: "/logout/",
    async submit({ session, reply }) {
      await logOut(context, session);
      reply.header("set-cookie", clearSessionCookie(context.config));
      return { location: "/", status: 200, answer: {} };
    },
  });
}

type Page = AccountAsk["page"];

function accountForm(site: Site, page: Page, status: number, enter: (ask: Ask) => Promise<OpenedSession>): Form {
  return {
    path: `/${page}/`,
    async submit(ask): Promise<Submitted> {
      const { token, session } = await enter(ask);
      ask.reply.header("set-cookie", writeSessionCookie(site.context.config, token));
      return { location: nextOf(ask) ?? "/", status, answer: { user: session.user } };
    },
    showAgain: (ask, refusal, status) => showAccount(site, ask, { page, refused: { error: refusal.toView(), status } }),
  };
}
