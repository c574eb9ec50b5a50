import type { FastifyInstance } from "fastify";
import { type Cursor, decodeCursor, encodeCursor } from "#protocol/cursor.ts";
import { ParleyError } from "#protocol/errors.ts";
import type { AnswerOf, RequestOf } from "#protocol/http-api.ts";
import type { RoomId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { serve, type EndpointRequest } from "../http/endpoint.ts";
import type { Batch } from "./batch.ts";
import { followRooms, parseRoomIds } from "./follow-rooms.ts";
import type { Gateway } from "./gateway.ts";
import { parseWatched } from "./parse-watched.ts";
import { LiveSession } from "./session.ts";
import type { Sink } from "./sink.ts";

type Answer = AnswerOf<"sync">;

/** `GET /api/v1/sync`: a live session for the length of one request. */
export function addSyncRoute(app: FastifyInstance, gateway: Gateway): void {
  serve(app, gateway.context, "sync", (input) => poll(gateway, input));
}

async function poll(
  gateway: Gateway,
  { query, viewer, session: login, request }: EndpointRequest<"sync">,
): Promise<Answer> {
  const { context, hub, admission, presence } = gateway;
  const leave = admission.enter(request.raw, viewer);
  const cursor = decodeCursor(query.cursor ?? "");
  const sink = createCollectingSink((roomId) => cursor?.rooms.has(roomId) ?? false);
  const session = new LiveSession({ context, hub, presence, viewer, login, sink, isActive: query.active === "true" });
  const onGone = (): void => sink.finish();
  request.raw.socket.on("close", onGone);
  try {
    await Promise.race([follow(session, query, cursor), sink.complete()]);
    if (!sink.hasNews()) await waitForNews(gateway, sink, query);
    const frames = sink.take();
    return { frames, cursor: encodeCursor(session.cursor()), ...(sink.isCut() && { hasMore: true }) };
  } finally {
    request.raw.socket.off("close", onGone);
    session.dispose();
    leave();
  }
}

async function follow(session: LiveSession, query: RequestOf<"sync">["query"], cursor: Cursor | undefined) {
  await followRooms(session, parseRoomIds(query.rooms), cursor);
  await session.watch(...parseWatched(query.watch));
}

async function waitForNews(
  { context }: Gateway,
  sink: CollectingSink,
  { wait }: RequestOf<"sync">["query"],
): Promise<void> {
  if (wait === 0) return;
  const timer = context.clock.schedule(() => sink.finish(), wait * 1_000);
  await sink.news();
  timer.cancel();
}

interface CollectingSink extends Sink {
  hasNews(): boolean;
  /** Resolves at the first news, at `finish`, or when the server ends the session. */
  news(): Promise<void>;
  /** Resolves when no more goes into this answer: it is large enough, or the server ended the session. */
  complete(): Promise<void>;
  /** Is there more that did not fit? */
  isCut(): boolean;
  finish(): void;
  /** What was collected. @throws unauthenticated or unavailable when the server ended the session meanwhile. */
  take(): Answer["frames"];
}

/** Collects frames instead of sending them. Where the reader stood already, it need not be told that it is level. */
function createCollectingSink(isKnown: (roomId: RoomId) => boolean): CollectingSink {
  const frames: Answer["frames"] = [];
  const news = Promise.withResolvers<void>();
  const complete = Promise.withResolvers<void>();
  let bytes = 0;
  let isCut = false;
  let refusal: ParleyError | undefined;

  function collect(frame: Answer["frames"][number]): void {
    if (frame.t === "level" && isKnown(frame.roomId)) return;
    frames.push(frame);
    news.resolve();
  }

  function collectBatch({ texts }: Batch): void {
    for (const text of texts) {
      bytes += Buffer.byteLength(text);
      collect(JSON.parse(text) as Answer["frames"][number]);
    }
  }

  return {
    sendBatch: collectBatch,
    sendIfSwift: collectBatch,
    send: collect,
    async drained() {
      if (bytes < limits.sendQueueMaxBytes) return;
      // Whatever is missing comes with the next answer.
      isCut = true;
      complete.resolve();
      await new Promise<never>(() => {});
    },
    end(why, delayMs) {
      refusal = new ParleyError(
        why === "sessionEnded" ? "unauthenticated" : "unavailable",
        delayMs === undefined ? {} : { retryAfterMs: Math.round(delayMs) },
      );
      complete.resolve();
      news.resolve();
    },
    hasNews: () => frames.length > 0,
    news: () => news.promise,
    complete: () => complete.promise,
    isCut: () => isCut,
    finish: () => news.resolve(),
    take() {
      if (refusal) throw refusal;
      return frames;
    },
  };
}
