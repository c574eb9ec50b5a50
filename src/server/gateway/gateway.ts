import type { FastifyInstance } from "fastify";
import { ParleyError } from "#protocol/errors.ts";
import type { Context } from "../context.ts";
import { type Admission, createAdmission } from "./admission.ts";
import { createHeartbeatWheel, type HeartbeatWheel } from "./heartbeat.ts";
import { Hub } from "./hub.ts";
import { addSyncRoute } from "./long-poll.ts";
import { createPresence } from "../presence/create-presence.ts";
import type { Presence } from "../presence/presence.ts";
import { createTyping, type Typing } from "../presence/typing.ts";
import { serve } from "../http/endpoint.ts";
import { addEventsRoute } from "./sse.ts";
import { createUpgradeHandler, socketPath } from "./websocket.ts";

/** What the three transports share. */
export interface Gateway {
  readonly context: Context;
  readonly hub: Hub;
  readonly presence: Presence;
  readonly typing: Typing;
  readonly wheel: HeartbeatWheel;
  readonly admission: Admission;
}

export function createGateway(context: Context): Gateway {
  const hub = new Hub(context);
  return {
    context,
    hub,
    presence: createPresence(context),
    typing: createTyping({ ...context, tell: (roomId, user) => hub.pass(roomId, { t: "typing", roomId, user }) }),
    wheel: createHeartbeatWheel(context.clock),
    admission: createAdmission(context, hub),
  };
}

export function addLiveRoutes(app: FastifyInstance, gateway: Gateway): void {
  addSyncRoute(app, gateway);
  addEventsRoute(app, gateway);
  serve(app, gateway.context, "type", async ({ viewer, params }) => {
    await gateway.typing.type(viewer, params.room);
    return {};
  });
  app.get(socketPath, async () => {
    throw new ParleyError("upgrade_required");
  });
  app.server.on("upgrade", createUpgradeHandler(gateway));
}

/** Sends every live connection away, to come back at a random moment within `spreadMs`. */
export function endAllSessions({ context, hub }: Gateway, spreadMs: number): void {
  for (const session of hub.sessions()) session.end("draining", context.clock.random() * spreadMs);
}

export function closeGateway({ hub, wheel, presence }: Gateway): void {
  presence.close();
  wheel.close();
  hub.close();
}
