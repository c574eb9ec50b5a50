import { clientFrameSchema, type ClientFrame } from "#protocol/client-frame.ts";
import { ParleyError } from "#protocol/errors.ts";
import type { RoomId } from "#protocol/ids.ts";
import type { Position } from "#protocol/room.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import { toFieldFaults } from "../http/field-faults.ts";
import { sendMessage } from "../messages/send-message.ts";
import { markRead } from "../rooms/mark-read.ts";
import type { Gateway } from "./gateway.ts";
import type { LiveSession } from "./session.ts";

const frameTypes = new Set(clientFrameSchema.options.map((option) => option.shape.t.value as string));

/** Reads one frame. @throws ParleyError bad_request, unknown_frame, invalid */
export function parseFrame(text: string): ClientFrame {
  const value = parseJson(text);
  const parsed = clientFrameSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const type = (value as { t?: unknown } | null)?.t;
  if (typeof type !== "string") throw new ParleyError("bad_request");
  if (!frameTypes.has(type)) throw new ParleyError("unknown_frame");
  throw new ParleyError("invalid", { fields: toFieldFaults(parsed.error) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ParleyError("bad_request", { message: "A frame must be JSON." });
  }
}

/** The `ref` of a frame that may be faulty otherwise, so that its error finds back. */
export function findRef(text: string): { ref?: string | number } {
  try {
    const { ref } = JSON.parse(text) as { ref?: unknown };
    return typeof ref === "string" || typeof ref === "number" ? { ref } : {};
  } catch {
    return {};
  }
}

/** Does what a frame asks. @throws ParleyError when it is refused */
export async function dispatch(
  { context, typing }: Pick<Gateway, "context" | "typing">,
  session: LiveSession,
  frame: Exclude<ClientFrame, { t: "hello" }>,
): Promise<ServerFrame | undefined> {
  switch (frame.t) {
    case "send": {
      const { ref, roomId, clientId, body, replyTo } = frame;
      const { message } = await sendMessage(context, session.viewer, { roomId, clientId, body, replyTo });
      return { t: "ack", ref, message };
    }
    case "subscribe":
      session.subscribe(frame.roomId, frame.since, frame.ref);
      return undefined;
    case "unsubscribe":
      session.unsubscribe(frame.roomId);
      return undefined;
    case "read": {
      const { roomId, upTo, era, force } = frame;
      await markRead(context, session.viewer, { room: String(roomId), upTo, era, force });
      return undefined;
    }
    case "watch":
      await session.watch(frame.userIds);
      return undefined;
    case "active":
      session.setActive(frame.isActive);
      return undefined;
    case "typing":
      await typing.type(session.viewer, String(frame.roomId));
      return undefined;
    case "ping":
      return { t: "pong" };
    default:
      return frame satisfies never;
  }
}

/** Greets, then follows the rooms that the hello names, each from its cursor. */
export async function answerHello(session: LiveSession, hello: Extract<ClientFrame, { t: "hello" }>): Promise<void> {
  await session.greet();
  for (const roomId of new Set<RoomId>(hello.subscribe)) {
    const since: Position | undefined = hello.cursors[String(roomId)];
    session.subscribe(roomId, since);
  }
}
