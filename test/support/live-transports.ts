import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";
import type { ClientFrame } from "#protocol/client-frame.ts";
import { decodeCursor } from "#protocol/cursor.ts";
import type { RoomId } from "#protocol/ids.ts";
import { serverFrameSchema, type ServerFrame } from "#protocol/server-frame.ts";
import { protocolVersion } from "#protocol/version.ts";
import type { Caller } from "./caller.ts";

export const transports = ["socket", "events", "poll"] as const;
export type Transport = (typeof transports)[number];

/** What a connection needs of the client that it serves. */
export interface Link {
  readonly caller: Caller;
  readonly rooms: readonly RoomId[];
  /** Aborted to end the connection. */
  readonly signal: AbortSignal;
  /** A connection that stays silent for so long counts as broken. */
  readonly silentAfterMs: number;
  hello(): ClientFrame;
  cursor(): string | undefined;
  /** Whom the client looks at, with what it knows of them. */
  watch(): string;
  accept(frame: ServerFrame): void;
  /** Where the transport hands out a place, it covers every frame before it. */
  onCursor(cursor: string): void;
  /** A new read of the log begins. */
  onRestart(): void;
  /** Called when the connection can carry frames to the server, and with undefined when it no longer can. */
  onSender(send: ((frame: ClientFrame) => void) | undefined): void;
}

/** Each resolves or rejects when the connection is over, for whatever reason. */
export const runTransport: Readonly<Record<Transport, (link: Link) => Promise<void>>> = {
  socket: runSocket,
  events: runEvents,
  poll: runPoll,
};

async function runSocket(link: Link): Promise<void> {
  const url = `${link.caller.baseUrl.replace("http", "ws")}/api/v1/socket`;
  const socket = new WebSocket(url, { headers: link.caller.headers, perMessageDeflate: false });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const end = () => socket.terminate();
  const silence = setTimeout(end, link.silentAfterMs);
  socket.on("open", () => {
    socket.send(JSON.stringify(link.hello()));
    link.onSender((frame) => socket.send(JSON.stringify(frame)));
  });
  socket.on("message", (data: Buffer) => {
    silence.refresh();
    try {
      link.accept(serverFrameSchema.parse(JSON.parse(data.toString())));
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
      end();
    }
  });
  socket.on("error", reject);
  socket.on("close", () => resolve());
  link.signal.addEventListener("abort", end);
  try {
    await promise;
  } finally {
    clearTimeout(silence);
    link.onSender(undefined);
    link.signal.removeEventListener("abort", end);
    end();
  }
}

async function runEvents(link: Link): Promise<void> {
  const broken = new AbortController();
  const silence = setTimeout(() => broken.abort(new Error("silent")), link.silentAfterMs);
  const cursor = link.cursor();
  try {
    const response = await fetch(
      `${link.caller.baseUrl}/api/v1/events?v=${protocolVersion}&rooms=${link.rooms.join(",")}&watch=${link.watch()}`,
      {
        headers: {
          ...link.caller.headers,
          accept: "text/event-stream",
          ...(cursor !== undefined && { "last-event-id": cursor }),
        },
        signal: AbortSignal.any([link.signal, broken.signal]),
      },
    );
    if (!response.ok || !response.body) throw new Error(`events: ${response.status}`);
    let rest = "";
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      silence.refresh();
      const blocks = `${rest}${chunk}`.split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) acceptBlock(link, block);
    }
  } finally {
    clearTimeout(silence);
  }
}

/** One block of an event stream; comments are heartbeats. */
function acceptBlock(link: Link, block: string): void {
  for (const line of block.split("\n")) {
    if (line.startsWith("data:")) link.accept(serverFrameSchema.parse(JSON.parse(line.slice(5))));
    if (line.startsWith("id:")) link.onCursor(line.slice(3).trim());
  }
}

async function runPoll(link: Link): Promise<void> {
  const wait = Math.min(1, link.silentAfterMs / 2_000);
  while (!link.signal.aborted) {
    const cursor = link.cursor();
    const query = { wait, rooms: link.rooms.join(","), watch: link.watch(), ...(cursor !== undefined && { cursor }) };
    const signal = AbortSignal.any([link.signal, AbortSignal.timeout(link.silentAfterMs)]);
    const answer = await link.caller.call("sync", { query }, signal);
    link.onRestart();
    for (const frame of answer.frames) link.accept(frame);
    // The cursor is the place up to which the answer told everything.
    const rooms = answer.hasMore ? [] : (decodeCursor(answer.cursor)?.rooms ?? []);
    for (const [roomId, seq] of rooms) link.accept({ t: "level", roomId, seq });
    link.onCursor(answer.cursor);
    await delay(0);
  }
}
