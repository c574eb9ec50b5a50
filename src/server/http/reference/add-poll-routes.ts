import type { FastifyInstance, FastifyRequest } from "fastify";
import { ParleyError } from "#protocol/errors.ts";
import type { Viewer } from "../../auth/viewer.ts";
import { authenticate } from "../authenticate.ts";
import { toRoutePath } from "../endpoint.ts";
import { lobbySlug } from "../pages/paths.ts";
import { parse } from "../pages/read-fields.ts";
import { showFailure } from "../pages/serve-page.ts";
import type { Site } from "../pages/site.ts";
import { wantsHtml } from "../pages/wants-html.ts";
import { readMessages, type Span } from "./read-messages.ts";
import { referenceApi, referenceStatus } from "./reference-api.ts";
import { toLobbyMessage, toRoomMessage } from "./shapes.ts";

type Read = (viewer: Viewer, request: FastifyRequest) => Promise<unknown>;

/** Where clients of the applications that Parley takes the place of ask for what is new. */
export function addPollRoutes(app: FastifyInstance, site: Site): void {
  const { context } = site;
  const { pollLobby, pollRoom, pollRoomByRest } = referenceApi;

  servePoll(app, site, pollLobby.path, async (viewer, request) => {
    const { id } = parse(pollLobby.params, request.params, "not_found");
    const messages = await readMessages(context, viewer, { room: lobbySlug, after: Number(id) });
    return messages.map(toLobbyMessage);
  });
  for (const { path, params, query } of [pollRoom, pollRoomByRest]) {
    servePoll(app, site, path, async (viewer, request) => {
      const { room } = parse(params, request.params, "not_found");
      const span = toSpan(parse(query, request.query, "invalid"));
      const messages = await readMessages(context, viewer, { room, ...span });
      return { messages: messages.map(toRoomMessage) };
    });
  }
}

interface SpanQuery {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

function toSpan({ after, before }: SpanQuery): Omit<Span, "room"> {
  if (after === undefined) return before === undefined ? {} : { before: Number(before) };
  if (before === undefined) return { after: Number(after) };
  throw new ParleyError("invalid", { fields: { before: "only one of after and before" } });
}

function servePoll(app: FastifyInstance, site: Site, path: string, read: Read): void {
  app.get(toRoutePath(path), async (request, reply) => {
    try {
      const { viewer } = await authenticate(site.context, request.headers);
      return await reply.header("cache-control", "private, no-store").send(await read(viewer, request));
    } catch (error) {
      // A browser that should log in is sent there, as those applications do; scripts get a status.
      if (!(error instanceof ParleyError) || wantsHtml(request)) return showFailure(site, { request, reply }, error);
      return reply.code(referenceStatus(error.code)).send({ error: error.toView() });
    }
  });
}
