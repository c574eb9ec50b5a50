import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { userIdSchema } from "#protocol/ids.ts";
import { openDirect } from "../../rooms/open-direct.ts";
import { roomPath } from "./paths.ts";
import { readForm } from "./read-fields.ts";
import { serveForm } from "./serve-form.ts";
import { showPeople } from "./show-people.ts";
import type { Site } from "./site.ts";

const chatForm = z.object({ userId: z.coerce.number().pipe(userIdSchema) });

/** Opening the chat with somebody without script. */
export function addChatForm(app: FastifyInstance, site: Site): void {
  serveForm(app, site, {
    path: "/direct/",
    loginFor: () => "/people/",
    async submit({ viewer, request }) {
      const { userId } = readForm(request, chatForm);
      const { room, isNew } = await openDirect(site.context, viewer, [userId]);
      return { location: roomPath(room.slug), status: isNew ? 201 : 200, answer: { room } };
    },
    showAgain: (ask, refusal, status) => showPeople(site, ask, { error: refusal.toView(), status }),
  });
}
