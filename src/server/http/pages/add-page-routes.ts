import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { ParleyError } from "#protocol/errors.ts";
import { httpApi } from "#protocol/http-api.ts";
import { addAccountForms } from "./add-account-forms.ts";
import { addChatForm } from "./add-chat-form.ts";
import { addRoomForms } from "./add-room-forms.ts";
import { addSettingsForms } from "./add-settings-forms.ts";
import { lobbySlug, toLocalPath } from "./paths.ts";
import { parse } from "./read-fields.ts";
import { servePage } from "./serve-page.ts";
import { showActivity } from "./show-activity.ts";
import { showAccount } from "./show-account.ts";
import { showSettings } from "./show-settings.ts";
import { showChats, showPeople } from "./show-people.ts";
import { showRoom } from "./show-room.ts";
import { type Ask, sendPage, type Site } from "./site.ts";

/** What browsers show: pages that say all without a script, and that the web client takes over when there is one. */
export function addPageRoutes(app: FastifyInstance, site: Site): void {
  servePage(app, site, "/", (ask) => showLobby(site, ask));
  servePage(app, site, "/rooms/", (ask) => sendPage(site, ask, { page: "rooms" }));
  servePage(app, site, "/chats/", (ask) => showChats(site, ask));
  servePage(app, site, "/people/", (ask) => showPeople(site, ask));
  servePage(app, site, "/rooms/:room/", (ask) => {
    const { room } = parse(httpApi.getRoom.params, ask.request.params, "not_found");
    return showRoom(site, ask, { room, before: readBefore(ask) });
  });
  servePage(app, site, "/activity/", (ask) => showActivity(site, ask));
  servePage(app, site, "/settings/", (ask) => showSettings(site, ask));
  for (const page of ["login", "register", "setup"] as const) {
    servePage(app, site, `/${page}/`, (ask) => showAccount(site, ask, { page }));
  }
  servePage(app, site, "/admin/", (ask) => showAdmin(site, ask, "people"));
  servePage(app, site, "/admin/messages/", (ask) => showAdmin(site, ask, "messages"));
  addSlashRedirects(app);
  addAccountForms(app, site);
  addRoomForms(app, site);
  addSettingsForms(app, site);
  addChatForm(app, site);
}

/** An installation whose lobby was given another address shows its rooms instead. */
async function showLobby(site: Site, ask: Ask) {
  try {
    return await showRoom(site, ask, { room: lobbySlug, before: readBefore(ask) });
  } catch (error) {
    if (error instanceof ParleyError && error.code === "not_found") return ask.reply.redirect("/rooms/", 302);
    throw error;
  }
}

/** Whoever is no administrator learns nothing of it. */
function showAdmin(site: Site, ask: Ask, tab: "people" | "messages") {
  if (ask.session?.user.role !== "admin") throw new ParleyError("not_found");
  return sendPage(site, ask, { page: "admin", tab });
}

const historyQuery = z.object({ before: z.coerce.number().int().positive().optional() });

function readBefore({ request }: Ask): number | undefined {
  return parse(historyQuery, request.query, "not_found").before;
}

function addSlashRedirects(app: FastifyInstance): void {
  for (const path of [
    "/rooms",
    "/rooms/:room",
    "/chats",
    "/people",
    "/activity",
    "/settings",
    "/login",
    "/register",
    "/setup",
    "/admin",
    "/admin/messages",
  ]) {
    app.get(path, async ({ url }, reply) => {
      const [bare = "", query] = url.split("?", 2);
      const target = toLocalPath(`${bare}/`) ?? "/";
      return reply.redirect(query === undefined ? target : `${target}?${query}`, 301);
    });
  }
}
