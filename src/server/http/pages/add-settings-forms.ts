import type { FastifyInstance, FastifyRequest } from "fastify";
import type { z } from "zod";
import { refuseFaults } from "#protocol/errors.ts";
import { httpApi } from "#protocol/http-api.ts";
import type { SettingsFormName } from "#protocol/page-props.ts";
import { readStatus } from "#protocol/read-status.ts";
import { deleteFields, emailFields, profileFields, statusFields } from "#protocol/settings-fields.ts";
import { changeMe } from "../../people/change-me.ts";
import { changePassword } from "../../people/change-password.ts";
import { deleteAccount } from "../../people/delete-account.ts";
import { endMySession } from "../../people/list-sessions.ts";
import { setAvatar } from "../../people/set-avatar.ts";
import type { Session } from "../../storage/storage.ts";
import { deviceOf } from "../device.ts";
import { parsePictures, readPicture } from "../read-picture.ts";
import { requireSession } from "../require-session.ts";
import { clearSessionCookie, writeSessionCookie } from "../session-cookie.ts";
import { readForm } from "./read-fields.ts";
import { serveForm } from "./serve-form.ts";
import { showSettings } from "./show-settings.ts";
import type { Ask, Site } from "./site.ts";

type Act = (ask: Ask, session: Session) => Promise<unknown>;

/** Changing one's profile and account without script. */
export function addSettingsForms(app: FastifyInstance, site: Site): void {
  const { context } = site;
  const { config, storage } = context;

  serveSettings(app, site, { path: "profile/", form: "profile" }, async (ask, { user }) => {
    return { user: await changeMe(context, user, readSent(ask.request, profileFields)) };
  });
  serveSettings(app, site, { path: "status/", form: "status" }, async (ask, { user }) => {
    const status = readStatus(readForm(ask.request, statusFields), context.clock.now());
    return { user: await changeMe(context, user, { status }) };
  });
  serveSettings(app, site, { path: "email/", form: "email", place: "account" }, async (ask, { user }) => {
    return { user: await changeMe(context, user, readSent(ask.request, emailFields)) };
  });
  serveSettings(app, site, { path: "password/", form: "password", place: "account" }, async (ask, { user }) => {
    const input = readForm(ask.request, httpApi.changePassword.body);
    const opened = await changePassword(context, user, input, deviceOf(context, ask.request));
    ask.reply.header("set-cookie", writeSessionCookie(config, opened.token));
    return { user: opened.session.user };
  });
  serveSettings(
    app,
    site,
    { path: "delete/", form: "delete", place: "account", location: "/" },
    async (ask, { user }) => {
      const { confirm, ...input } = readForm(ask.request, deleteFields);
      refuseFaults({ confirm: confirm.trim() === user.username ? undefined : "that is not your username" });
      await deleteAccount(context, user, input);
      ask.reply.header("set-cookie", clearSessionCookie(config));
      return {};
    },
  );
  serveSettings(app, site, { path: "sessions/end/", form: "sessions" }, async (ask, session) => {
    const { id } = readForm(ask.request, httpApi.endSession.params);
    await endMySession(context, session, id);
    return {};
  });
  serveSettings(app, site, { path: "sessions/end-others/", form: "sessions" }, async (_ask, { user, tokenHash }) => {
    await storage.endSessionsOf({ userId: user.id, except: tokenHash });
    return {};
  });
  app.register(async (uploads) => {
    parsePictures(uploads);
    serveSettings(uploads, site, { path: "avatar/", form: "avatar", place: "profile" }, async (ask, { user }) => ({
      user: await setAvatar(context, user, await readPicture(ask.request, "avatar")),
    }));
  });
  serveSettings(app, site, { path: "avatar/remove/", form: "avatar", place: "profile" }, async (_ask, { user }) => ({
    user: await storage.setAvatar({ userId: user.id, picture: undefined }),
  }));
}

interface Place {
  /** Under `/settings/`. */
  readonly path: string;
  readonly form: SettingsFormName;
  /** Where on the page a browser goes on; the form's own place unless said otherwise. */
  readonly place?: string;
  readonly location?: string;
}

function serveSettings(
  app: FastifyInstance,
  site: Site,
  { path, form, place = form, location }: Place,
  act: Act,
): void {
  serveForm(app, site, {
    path: `/settings/${path}`,
    loginFor: () => "/settings/",
    async submit(ask) {
      const answer = await act(ask, requireSession(ask.session));
      return { location: location ?? `/settings/#${place}`, status: 200, answer };
    },
    showAgain: (ask, refusal, status) => showSettings(site, ask, { form, error: refusal.toView(), status }),
  });
}

/** A field that was sent empty says that there is nothing to tell; one that was not sent stays as it is. */
function readSent<Shape extends Readonly<Record<string, z.ZodOptional<z.ZodString>>>>(
  request: FastifyRequest,
  schema: z.ZodObject<Shape>,
): Partial<Record<keyof Shape, string>> {
  const sent = Object.keys(request.body ?? {}).filter((name) => name in schema.shape);
  const empty = Object.fromEntries(sent.map((name) => [name, ""])) as Partial<Record<keyof Shape, string>>;
  return { ...empty, ...readForm(request, schema) };
}
