import type { FastifyInstance } from "fastify";
import type { Site } from "../pages/site.ts";
import { addMessageForms } from "./add-message-forms.ts";
import { addPollRoutes } from "./add-poll-routes.ts";

/** The addresses of the applications that Parley takes the place of, on the same rooms and messages. */
export function addReferenceRoutes(app: FastifyInstance, site: Site): void {
  addPollRoutes(app, site);
  addMessageForms(app, site);
}
