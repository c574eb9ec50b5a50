import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ClientId } from "#protocol/ids.ts";
import type { Message } from "#protocol/message.ts";
import { toRoutePath } from "../endpoint.ts";
import { lobbySlug, roomPath } from "../pages/paths.ts";
import { parse, readForm, readTyped } from "../pages/read-fields.ts";
import { serveForm } from "../pages/serve-form.ts";
import { showRoom } from "../pages/show-room.ts";
import type { Ask, Site } from "../pages/site.ts";
import { wantsHtml } from "../pages/wants-html.ts";
import { postForm, postMessage } from "./post-message.ts";
import { referenceApi, referenceStatus } from "./reference-api.ts";
import { toLobbyMessage, toRoomMessage } from "./shapes.ts";

/** Where clients of those applications say something; also where the room page's own form goes without script. */
export function addMessageForms(app: FastifyInstance, site: Site): void {
  const { sendToLobby, sendToRoom, sendToRoomByRest } = referenceApi;

  serveMessageForm(app, site, {
    path: sendToLobby.path,
    isLoginAsked: false,
    roomOf: () => lobbySlug,
    readWords(request) {
      const { message: body, clientId } = readForm(request, sendToLobby.body);
      return { body, clientId };
    },
    toAnswer: toLobbyMessage,
  });
  for (const { path, params, body } of [sendToRoom, sendToRoomByRest]) {
    serveMessageForm(app, site, {
      path,
      isLoginAsked: true,
      roomOf: (request) => parse(params, request.params, "not_found").room,
      readWords(request) {
        const { content, clientId } = readForm(request, body);
        return { body: content, clientId };
      },
      toAnswer: toRoomMessage,
    });
  }
}

interface MessageForm {
  readonly path: string;
  /** Are browsers without a login sent to it, or refused? */
  readonly isLoginAsked: boolean;
  roomOf(request: FastifyRequest): string;
  readWords(request: FastifyRequest): { body: string; clientId: ClientId | undefined };
  toAnswer(message: Message): unknown;
}

function serveMessageForm(app: FastifyInstance, site: Site, form: MessageForm): void {
  const pageOf = ({ request }: Ask) => roomPath(form.roomOf(request));
  serveForm(app, site, {
    path: toRoutePath(form.path),
    statusOf: referenceStatus,
    ...(form.isLoginAsked && { loginFor: pageOf }),
    async submit(ask) {
      const { request, viewer } = ask;
      const post = wantsHtml(request) ? postForm : postMessage;
      const message = await post(site.context, viewer, { room: form.roomOf(request), ...form.readWords(request) });
      return { location: pageOf(ask), status: 201, answer: form.toAnswer(message) };
    },
    showAgain(ask, refusal, status) {
      const { content, message } = readTyped(ask.request);
      return showRoom(site, ask, {
        room: form.roomOf(ask.request),
        refused: { error: refusal.toView(), status, content: content ?? message ?? "" },
      });
    },
  });
}
