import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Context } from "../../context.ts";
import { changeMe } from "../../people/change-me.ts";
import { changePassword } from "../../people/change-password.ts";
import { deleteAccount } from "../../people/delete-account.ts";
import { endMySession, listSessions } from "../../people/list-sessions.ts";
import { writeExport } from "../../people/write-export.ts";
import { deviceOf } from "../device.ts";
import { serve } from "../endpoint.ts";
import { requireSession } from "../require-session.ts";
import { clearSessionCookie, writeSessionCookie } from "../session-cookie.ts";

/** What people do with their own accounts. */
export function addMeRoutes(app: FastifyInstance, context: Context): void {
  const { config, storage } = context;

  serve(app, context, "getMe", async ({ session }) => ({ user: requireSession(session).user }));
  serve(app, context, "changeMe", async ({ session, body }) => ({
    user: await changeMe(context, requireSession(session).user, body),
  }));
  serve(app, context, "changePassword", async ({ session, body, request, reply }) => {
    const opened = await changePassword(context, requireSession(session).user, body, deviceOf(context, request));
    reply.header("set-cookie", writeSessionCookie(config, opened.token));
    return { user: opened.session.user };
  });
  serve(app, context, "listSessions", async ({ session }) => ({
    sessions: await listSessions(context, requireSession(session)),
  }));
  serve(app, context, "endSession", async ({ session, params }) => {
    await endMySession(context, requireSession(session), params.id);
    return {};
  });
  serve(app, context, "endOtherSessions", async ({ session }) => {
    const { user, tokenHash } = requireSession(session);
    await storage.endSessionsOf({ userId: user.id, except: tokenHash });
    return {};
  });
  serve(app, context, "exportMe", async ({ session, reply }) => {
    const { user } = requireSession(session);
    const pieces = await writeExport(context, requireSession(session));
    nameFile(reply, `parley-${user.id}.json`);
    return Readable.from(pieces);
  });
  serve(app, context, "deleteMe", async ({ session, body, reply }) => {
    await deleteAccount(context, requireSession(session).user, body);
    reply.header("set-cookie", clearSessionCookie(config));
    return {};
  });
}

function nameFile(reply: FastifyReply, name: string): void {
  reply.type("application/json; charset=utf-8").header("content-disposition", `attachment; filename="${name}"`);
}
