import type { FastifyReply } from "fastify";
import { ParleyError, type ErrorView } from "#protocol/errors.ts";
import type { SettingsFormName } from "#protocol/page-props.ts";
import { listSessions } from "../../people/list-sessions.ts";
import { readTyped } from "./read-fields.ts";
import { type Ask, sendPage, type Site } from "./site.ts";

export interface RefusedSettings {
  readonly form: SettingsFormName;
  readonly error: ErrorView;
  readonly status: number;
}

/** My profile, account and devices, with a form for each. @throws unauthenticated */
export async function showSettings(site: Site, ask: Ask, refused?: RefusedSettings): Promise<FastifyReply> {
  const { session } = ask;
  if (!session) throw new ParleyError("unauthenticated");
  return sendPage(site, ask, {
    page: "settings",
    sessions: await listSessions(site.context, session),
    ...(refused && {
      status: refused.status,
      refused: { form: refused.form, error: refused.error, values: readTyped(ask.request) },
    }),
  });
}
