import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import type { ClientFrame } from "#protocol/client-frame.ts";
import { closeCodes, type CloseName } from "#protocol/close-codes.ts";
import { ParleyError } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { ServerFrame } from "#protocol/server-frame.ts";
import { protocolVersion } from "#protocol/version.ts";
import { authenticate, type Authenticated } from "../http/authenticate.ts";
import { answerHello, dispatch, findRef, parseFrame } from "./dispatch.ts";
import { frameText } from "./frame-text.ts";
import type { Gateway } from "./gateway.ts";
import { refuseUpgrade } from "./refuse-upgrade.ts";
import { createSendQueue } from "./send-queue.ts";
import { LiveSession } from "./session.ts";
import type { Sink } from "./sink.ts";

export const socketPath = "/api/v1/socket";

const serverOptions = {
  noServer: true,
  perMessageDeflate: false,
  maxPayload: limits.frameMaxBytes,
  clientTracking: false,
  /** Milliseconds that a client may take to answer a close; not in the types yet. */
  closeTimeout: 2_000,
};

/** Frames of one connection that are being answered at once; more are not read from the wire meanwhile. */
const inFlightMaxFrames = 128;

export type UpgradeHandler = (request: IncomingMessage, stream: Duplex, head: Buffer) => void;

/** Turns an upgrade request into a live session, after the same checks as any other request. */
export function createUpgradeHandler(gateway: Gateway): UpgradeHandler {
  const server = new WebSocketServer(serverOptions);
  return (request, stream, head) => {
    const onEarlyError = (): void => void stream.destroy();
    stream.on("error", onEarlyError);
    admit(gateway, request).then(
      ({ who, leave }) => {
        // However it ends: a handshake that `ws` refuses never calls back, and closes later.
        stream.once("close", leave);
        if (stream.closed) leave();
        server.handleUpgrade(request, stream, head, (socket) => {
          stream.off("error", onEarlyError);
          runConnection(gateway, { socket, stream, who });
        });
      },
      (error: unknown) => refuseUpgrade(stream, error),
    );
  };
}

async function admit(gateway: Gateway, request: IncomingMessage): Promise<{ who: Authenticated; leave: () => void }> {
  const { context, admission } = gateway;
  const path = (request.url ?? "").split("?", 1)[0];
  if (path !== socketPath) throw new ParleyError("not_found");
  const who = await authenticate(context, request.headers);
  return { who, leave: admission.enter(request, who.viewer) };
}

interface Connection {
  readonly socket: WebSocket;
  readonly stream: Duplex;
  readonly who: Authenticated;
}

function runConnection(gateway: Gateway, { socket, stream, who }: Connection): void {
  const { context, hub, wheel, presence } = gateway;
  const { clock, log } = context;
  const sink = createSocketSink(socket, stream);
  const session = new LiveSession({ context, hub, presence, viewer: who.viewer, login: who.session, sink });
  const answer = createAnswering(gateway, session, { socket, sink });
  let heardAtMs = clock.now();

  const helloTimer = clock.schedule(() => {
    if (!answer.hasGreeted()) session.end("noHello");
  }, limits.helloTimeoutMs);
  const leaveWheel = wheel.add(() => {
    session.endWithLogin(clock.now());
    if (clock.now() - heardAtMs > limits.heartbeatTimeoutMs) session.end("silent");
    else socket.ping();
  });

  socket.on("message", (data: RawData, isBinary: boolean) => {
    heardAtMs = clock.now();
    if (isBinary) socket.close(1003, "text frames only");
    else answer.take((data as Buffer).toString());
  });
  socket.on("pong", () => {
    heardAtMs = clock.now();
  });
  socket.on("error", (error) => log.debug({ err: error }, "a socket broke its protocol"));
  socket.on("close", () => {
    helloTimer.cancel();
    leaveWheel();
    sink.close();
    session.dispose();
  });
}

interface SocketSink extends Sink {
  close(): void;
}

/** Frames are written to the stream itself, already framed: whole, between the control frames that `ws` writes. */
function createSocketSink(socket: WebSocket, stream: Duplex): SocketSink {
  const end = (why: CloseName, delayMs?: number): void => {
    const { code, reason } = closeCodes[why];
    queue.flush();
    queue.close();
    socket.close(code, delayMs === undefined ? reason : `${reason}, come back in ${Math.round(delayMs)} ms`);
    // Whoever does not read cannot take leave.
    if (why === "slow" || why === "silent") socket.terminate();
  };
  const queue = createSendQueue({ stream, onOverflow: () => end("slow") });
  return {
    sendBatch: (batch) => queue.push(batch.webSocketBytes()),
    sendIfSwift: (batch) => queue.pushIfSwift(batch.webSocketBytes()),
    send: (frame) => queue.push(frameText(JSON.stringify(frame))),
    drained: () => queue.drained(),
    end,
    close: () => queue.close(),
  };
}

interface Answering {
  take(text: string): void;
  hasGreeted(): boolean;
}

/** Answers frames as they come. The next hello-dependent frame waits for the welcome; sends keep their order. */
function createAnswering(
  gateway: Gateway,
  session: LiveSession,
  { socket, sink }: { socket: WebSocket; sink: Sink },
): Answering {
  let greeting: Promise<void> | undefined;
  let isGreeted = false;
  let inFlight = 0;

  async function answerFrame(frame: ClientFrame): Promise<ServerFrame | undefined> {
    if (frame.t === "hello") {
      if (frame.v !== protocolVersion) {
        session.end("badVersion");
        return undefined;
      }
      greeting ??= answerHello(session, frame);
      await greeting;
      isGreeted = true;
      return undefined;
    }
    if (!greeting) throw new ParleyError("hello_first");
    if (!isGreeted) await greeting;
    if (session.isOver) return undefined;
    return await dispatch(gateway, session, frame);
  }

  async function answerText(text: string): Promise<void> {
    try {
      const reply = await answerFrame(parseFrame(text));
      if (reply) sink.send(reply);
    } catch (error) {
      refuse(text, error);
    }
  }

  function refuse(text: string, error: unknown): void {
    const refusal = error instanceof ParleyError ? error : new ParleyError("internal");
    if (refusal.code === "internal") gateway.context.log.error({ err: error }, "a frame failed");
    if (refusal.code === "bad_request") session.end("badFrame");
    // Without its welcome nothing can follow.
    else if (refusal.code === "internal" && !isGreeted) session.end("failed");
    else sink.send({ t: "error", ...findRef(text), ...refusal.toView() });
  }

  return {
    hasGreeted: () => greeting !== undefined,
    take(text) {
      if (session.isOver) return;
      inFlight += 1;
      if (inFlight === inFlightMaxFrames) socket.pause();
      void answerText(text).finally(() => {
        inFlight -= 1;
        if (socket.isPaused && inFlight < inFlightMaxFrames / 2) socket.resume();
      });
    },
  };
}
