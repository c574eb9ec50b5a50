import { z } from "zod";
import { type Endpoint, followQuerySchema, httpApi } from "#protocol/http-api.ts";
import { deleteFields, emailFields, profileFields, statusFields } from "#protocol/settings-fields.ts";
import { serverFrameSchema } from "#protocol/server-frame.ts";
import { type Answer, type Route, toRoute } from "./routes.ts";

const page: Answer = { status: 200, description: "The page", type: "text/html" };
const status = z.object({ status: z.literal("ok") });
const roomParams = httpApi.getRoom.params;
const next = z.object({ next: z.string().optional().describe("a path of this installation, to go on to") });
const toLogin: Answer = { status: 302, description: "Log in first" };
const sentOn: Answer = { status: 303, description: "A browser, with `Accept: text/html`, is sent on" };

type Get = Pick<Route, "tag" | "summary" | "answers"> & Partial<Route>;

function get(path: string, route: Get): Route {
  return { method: "GET", path, audience: "guest", takesForm: false, errors: [], ...route };
}

function slashed(path: string, params?: z.ZodObject): Route {
  const answers = [{ status: 301, description: "The address with its slash" }];
  return get(path, { tag: "Pages", summary: "Leads to the address with a slash at its end", answers, params });
}

/** An endpoint of the API that a form of a page can use, too. */
function form(path: string, endpoint: Endpoint, more: Partial<Route> = {}): Route {
  const { answers, summary, ...rest } = toRoute(endpoint, { tag: "Pages" });
  return {
    ...rest,
    method: "POST",
    path,
    summary: `${summary}, by a form`,
    takesForm: true,
    answers: [...answers, sentOn],
    ...more,
  };
}

const live: readonly Route[] = [
  get("/api/v1/socket", {
    tag: "Live",
    summary: "WebSocket: client frames in, server frames out, as JSON texts",
    answers: [{ status: 101, description: "Speaks WebSocket from here on" }],
    errors: ["upgrade_required", "too_many_connections"],
  }),
  get("/api/v1/events", {
    tag: "Live",
    summary: "Server-sent events: each `data:` is a server frame, each `id:` the cursor to resume from",
    query: followQuerySchema,
    answers: [{ status: 200, description: "A stream", type: "text/event-stream", schema: serverFrameSchema }],
    errors: ["invalid", "too_many_subscriptions", "too_many_connections"],
  }),
];

const installation: readonly Route[] = [
  get("/livez", {
    tag: "Installation",
    summary: "Does the process answer?",
    answers: [{ status: 200, description: "It does", type: "application/json", schema: status }],
  }),
  get("/readyz", {
    tag: "Installation",
    summary: "Does the storage answer, and is the node not draining?",
    answers: [{ status: 200, description: "Ready", type: "application/json", schema: status }],
    errors: ["unavailable"],
  }),
  get("/api/v1/openapi.json", {
    tag: "Installation",
    summary: "This document",
    answers: [{ status: 200, description: "OpenAPI 3.1", type: "application/json" }],
  }),
  get("/api/v1/docs/", { tag: "Installation", summary: "This document, to read", answers: [page] }),
  get("/api/v1/docs/style.css", {
    tag: "Installation",
    summary: "How it looks",
    answers: [{ status: 200, description: "A style sheet", type: "text/css" }],
  }),
  get("/api/", {
    tag: "Installation",
    summary: "Leads to this document, to read",
    answers: [{ status: 302, description: "The page" }],
  }),
];

const files: readonly Route[] = [
  get("/assets/{path}", {
    tag: "Pages",
    summary: "A file of the web client; its name changes with its content",
    params: z.object({ path: z.string() }),
    answers: [{ status: 200, description: "The file; may be kept for ever", type: "*/*" }],
    errors: ["not_found"],
  }),
  get("/avatars/{hash}", {
    tag: "Accounts",
    summary: "Somebody's picture, 256 × 256; another picture has another address",
    audience: "member",
    params: z.object({ hash: z.string() }),
    answers: [{ status: 200, description: "The picture; may be kept for ever", type: "image/webp" }],
    errors: ["not_found"],
  }),
  ...[
    ["/robots.txt", "text/plain"],
    ["/manifest.webmanifest", "application/manifest+json"],
    ["/favicon.svg", "image/svg+xml"],
    ["/favicon.ico", "image/svg+xml"],
  ].map(([path = "", type = ""]) =>
    get(path, {
      tag: "Pages",
      summary: "For browsers and search engines",
      answers: [{ status: 200, description: "The file", type }],
    }),
  ),
];

const before = httpApi.listMessages.query.pick({ before: true });
const account = {
  tag: "Pages",
  query: next,
  answers: [page, { status: 302, description: "Nothing to do here" }],
} as const;

const pages: readonly Route[] = [
  get("/", { tag: "Pages", summary: "The lobby", query: before, answers: [page, toLogin] }),
  get("/rooms/", { tag: "Pages", summary: "Rooms to read and to join", answers: [page] }),
  get("/rooms/{room}/", {
    tag: "Pages",
    summary: "A room with its newest messages",
    params: roomParams,
    query: before,
    answers: [page, toLogin],
    errors: ["not_found"],
  }),
  get("/chats/", { tag: "Pages", summary: "My chats", answers: [page, toLogin] }),
  get("/people/", {
    tag: "Pages",
    summary: "Everybody, or those whose names fit",
    query: z.object({ q: z.string().max(100).default(""), after: z.string().max(200).optional() }),
    answers: [page, toLogin],
  }),
  get("/login/", { summary: "The form to log in", ...account }),
  get("/register/", { summary: "The form to register", ...account }),
  get("/setup/", { summary: "The form to make the first administrator", ...account }),
  get("/settings/", { tag: "Pages", summary: "My profile, account and devices", answers: [page, toLogin] }),
  get("/admin/", { tag: "Pages", summary: "People, to administer", answers: [page], errors: ["not_found"] }),
  get("/admin/messages/", { tag: "Pages", summary: "Messages, to administer", answers: [page], errors: ["not_found"] }),
  slashed("/rooms"),
  slashed("/rooms/{room}", roomParams),
  slashed("/settings"),
  slashed("/chats"),
  slashed("/people"),
  slashed("/login"),
  slashed("/register"),
  slashed("/setup"),
  slashed("/admin"),
  slashed("/admin/messages"),
  form("/login/", httpApi.login, { body: httpApi.login.body.extend(next.shape) }),
  form("/register/", httpApi.register, { body: httpApi.register.body.extend(next.shape) }),
  form("/setup/", httpApi.setUp),
  form("/logout/", httpApi.logout),
  form("/direct/", httpApi.openDirect, {
    summary: "Open the chat with somebody, by a form",
    body: z.object({ userId: httpApi.getUser.params.shape.id }),
  }),
  form("/rooms/create/", httpApi.createRoom),
  form("/rooms/{room}/join/", httpApi.addMembers, { summary: "Join a room, by a form", body: undefined }),
  form("/rooms/{room}/leave/", httpApi.removeMember, { summary: "Leave a room, by a form", params: roomParams }),
  form("/settings/profile/", httpApi.changeMe, { body: profileFields }),
  form("/settings/status/", httpApi.changeMe, { summary: "Set my status, by a form", body: statusFields }),
  form("/settings/email/", httpApi.changeMe, { summary: "Change my e-mail, by a form", body: emailFields }),
  form("/settings/password/", httpApi.changePassword),
  form("/settings/delete/", httpApi.deleteMe, { body: deleteFields }),
  form("/settings/avatar/", httpApi.setAvatar),
  form("/settings/avatar/remove/", httpApi.removeAvatar),
  form("/settings/sessions/end/", httpApi.endSession, { params: undefined, body: httpApi.endSession.params }),
  form("/settings/sessions/end-others/", httpApi.endOtherSessions),
];

/** What is served beside the tables of endpoints. */
export const otherRoutes: readonly Route[] = [...live, ...installation, ...pages, ...files];
