import type { FastifyInstance } from "fastify";
import { httpApi } from "#protocol/http-api.ts";
import { addMembers } from "../../rooms/add-members.ts";
import { createRoom } from "../../rooms/create-room.ts";
import { removeMember } from "../../rooms/remove-member.ts";
import { roomPath } from "./paths.ts";
import { parse, readForm, readTyped } from "./read-fields.ts";
import { serveForm } from "./serve-form.ts";
import { type Ask, sendPage, type Site } from "./site.ts";

/** Making, joining and leaving rooms without script. */
export function addRoomForms(app: FastifyInstance, site: Site): void {
  const { context } = site;

  serveForm(app, site, {
    path: "/rooms/create/",
    loginFor: () => "/rooms/",
    async submit({ viewer, request }) {
      const room = await createRoom(context, viewer, readForm(request, httpApi.createRoom.body));
      return { location: roomPath(room.slug), status: 201, answer: { room } };
    },
    showAgain: (ask, refusal, status) =>
      sendPage(site, ask, { page: "rooms", status, error: refusal.toView(), values: readTyped(ask.request) }),
  });
  serveForm(app, site, {
    path: "/rooms/:room/join/",
    loginFor: (ask) => roomPath(roomOf(ask)),
    async submit(ask) {
      const room = await addMembers(context, ask.viewer, { room: roomOf(ask) });
      return { location: roomPath(room.slug), status: 200, answer: { room } };
    },
  });
  serveForm(app, site, {
    path: "/rooms/:room/leave/",
    loginFor: (ask) => roomPath(roomOf(ask)),
    async submit(ask) {
      await removeMember(context, ask.viewer, { room: roomOf(ask), user: "me" });
      return { location: "/rooms/", status: 200, answer: {} };
    },
  });
}

function roomOf({ request }: Ask): string {
  return parse(httpApi.getRoom.params, request.params, "not_found").room;
}
