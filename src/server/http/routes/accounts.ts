import type { FastifyInstance, FastifyReply } from "fastify";
import type { Self } from "#protocol/user.ts";
import { logIn } from "../../auth/log-in.ts";
import { logOut } from "../../auth/log-out.ts";
import { register } from "../../auth/register.ts";
import type { OpenedSession } from "../../auth/sessions.ts";
import { setUp } from "../../auth/set-up.ts";
import type { Context } from "../../context.ts";
import { deviceOf } from "../device.ts";
import { serve } from "../endpoint.ts";
import { clearSessionCookie, writeSessionCookie } from "../session-cookie.ts";

export function addAccountRoutes(app: FastifyInstance, context: Context): void {
  const { config } = context;

  function enter(reply: FastifyReply, { token, session }: OpenedSession): { user: Self } {
    reply.header("set-cookie", writeSessionCookie(config, token));
    return { user: session.user };
  }

  serve(app, context, "register", async ({ body, request, reply }) =>
    enter(reply, await register(context, body, deviceOf(context, request))),
  );
  serve(
    app,
    context,
    "login",
    async ({ body, session, request, reply }) =>
      enter(reply, await logIn(context, { ...body, previous: session }, deviceOf(context, request))),
    { wrongShape: "bad_credentials" },
  );
  serve(app, context, "logout", async ({ session, reply }) => {
    await logOut(context, session);
    reply.header("set-cookie", clearSessionCookie(config));
    return {};
  });
  serve(app, context, "setUp", async ({ body, request, reply }) =>
    enter(reply, await setUp(context, body, deviceOf(context, request))),
  );
}
