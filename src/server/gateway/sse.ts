import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { closeCodes } from "#protocol/close-codes.ts";
import { decodeCursor, encodeCursor } from "#protocol/cursor.ts";
import { ParleyError } from "#protocol/errors.ts";
import { followQuerySchema } from "#protocol/http-api.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import { authenticate } from "../http/authenticate.ts";
import { toFieldFaults } from "../http/field-faults.ts";
import { followRooms, parseRoomIds } from "./follow-rooms.ts";
import { parseWatched } from "./parse-watched.ts";
import type { Gateway } from "./gateway.ts";
import { createSendQueue } from "./send-queue.ts";
import { LiveSession } from "./session.ts";
import type { Sink } from "./sink.ts";

export const eventsPath = "/api/v1/events";

const heartbeat = Buffer.from(":\n\n");

/**
 * `GET /api/v1/events`: the socket's frames, one per `data:` line. An `id:` with the cursor ends every write; a write
 * that was cut off is sent again on resuming, and readers drop what they have by its number.
 */
export function addEventsRoute(app: FastifyInstance, gateway: Gateway): void {
  app.get(eventsPath, (request, reply) => openStream(gateway, request, reply));
}

async function openStream(gateway: Gateway, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { context, hub, admission, presence } = gateway;
  const query = followQuerySchema.safeParse(request.query);
  if (!query.success) throw new ParleyError("invalid", { fields: toFieldFaults(query.error) });
  const who = await authenticate(context, request.headers);
  const leave = admission.enter(request.raw, who.viewer);

  startStream(reply);
  const sink = createStreamSink(reply, () => session);
  const session: LiveSession = new LiveSession({
    context,
    hub,
    presence,
    viewer: who.viewer,
    login: who.session,
    sink,
    isActive: query.data.active === "true",
  });
  const leaveWheel = gateway.wheel.add(() => {
    session.endWithLogin(context.clock.now());
    if (!session.isOver) sink.beat();
  });
  reply.raw.on("error", () => reply.raw.destroy());
  reply.raw.on("close", () => {
    leaveWheel();
    leave();
    sink.close();
    session.dispose();
  });
  const lastId = request.headers["last-event-id"];
  const cursor = decodeCursor(typeof lastId === "string" ? lastId : (query.data.cursor ?? ""));
  try {
    await followRooms(session, parseRoomIds(query.data.rooms), cursor);
    await session.watch(...parseWatched(query.data.watch));
  } catch (error) {
    const refusal = error instanceof ParleyError ? error : new ParleyError("internal");
    if (refusal.code === "internal") context.log.error({ err: error }, "a stream failed");
    sink.send({ t: "error", ...refusal.toView() });
    session.end("failed");
  }
}

function startStream(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "private, no-store, no-transform",
    // Reverse proxies must not hold it back.
    "x-accel-buffering": "no",
  });
  reply.raw.flushHeaders();
}

interface StreamSink extends Sink {
  beat(): void;
  close(): void;
}

function createStreamSink(reply: FastifyReply, sessionOf: () => LiveSession): StreamSink {
  const { raw } = reply;
  const toBytes = (frame: ServerFrame): Buffer => Buffer.from(`data: ${JSON.stringify(frame)}\n\n`);
  const end: Sink["end"] = (why, delayMs) => {
    const { code, reason } = closeCodes[why];
    queue.flush();
    queue.close();
    raw.end(toBytes({ t: "close", code, reason, ...(delayMs !== undefined && { delayMs: Math.round(delayMs) }) }));
    if (why === "slow") raw.destroy();
  };
  const queue = createSendQueue({
    stream: raw,
    trailer: () => Buffer.from(`id: ${encodeCursor(sessionOf().cursor())}\n\n`),
    onOverflow: () => end("slow"),
  });
  return {
    sendBatch: (batch) => queue.push(batch.sseBytes()),
    sendIfSwift: (batch) => queue.pushIfSwift(batch.sseBytes()),
    send: (frame) => queue.push(toBytes(frame)),
    drained: () => queue.drained(),
    end,
    beat: () => void raw.write(heartbeat),
    close: () => queue.close(),
  };
}
