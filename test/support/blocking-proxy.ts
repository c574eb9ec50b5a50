import { once } from "node:events";
import { createServer, type IncomingMessage, request as askFor, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Duplex } from "node:stream";

export type Road = "websocket" | "sse" | "poll";

/** `refuse`: an error at once. `buffer`: answers arrive only once they are complete, which a stream never is. */
export type Manner = "pass" | "refuse" | "buffer";

export interface BlockingProxy extends AsyncDisposable {
  readonly url: string;
  /** What is open now, by road; the transport of whoever is behind the proxy. */
  readonly open: Readonly<Record<Road, number>>;
  /** How often each road was tried. */
  readonly tried: Readonly<Record<Road, number>>;
  /** From now on; what is open on that road is cut. */
  treat(road: Road, manner: Manner): void;
}

const addresses: readonly (readonly [Road, string])[] = [
  ["websocket", "/api/v1/socket"],
  ["sse", "/api/v1/events"],
  ["poll", "/api/v1/sync"],
];

/** The kind of HTTP proxy that offices and hotels put before the web, which knows nothing of live connections. */
export async function startBlockingProxy(targetUrl: string): Promise<BlockingProxy> {
  const target = new URL(targetUrl);
  const manners: Record<Road, Manner> = { websocket: "pass", sse: "pass", poll: "pass" };
  const tried: Record<Road, number> = { websocket: 0, sse: 0, poll: 0 };
  const cutters: Record<Road, Set<() => void>> = { websocket: new Set(), sse: new Set(), poll: new Set() };

  /** Keeps what is open on a road, until it ends. */
  function follow(road: Road | undefined, stream: Duplex | ServerResponse, cut: () => void): void {
    if (!road) return;
    cutters[road].add(cut);
    stream.once("close", () => cutters[road].delete(cut));
  }

  const server = createServer((request, response) => {
    const road = roadOf(request);
    if (road) tried[road]++;
    const manner = road ? manners[road] : "pass";
    if (manner === "refuse") {
      response.writeHead(403, { "content-type": "text/plain" }).end("Blocked by your administrator.");
      return;
    }
    follow(road, response, () => response.destroy());
    pass(target, request, response, manner === "buffer");
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    tried.websocket++;
    socket.on("error", () => socket.destroy());
    if (manners.websocket !== "pass") {
      socket.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
      return;
    }
    follow("websocket", socket, () => socket.destroy());
    passUpgrade(target, request, socket, head);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tried,
    open: {
      get websocket() {
        return cutters.websocket.size;
      },
      get sse() {
        return cutters.sse.size;
      },
      get poll() {
        return cutters.poll.size;
      },
    },
    treat(road, manner) {
      manners[road] = manner;
      for (const cut of cutters[road]) cut();
    },
    async [Symbol.asyncDispose]() {
      for (const cuts of Object.values(cutters)) for (const cut of cuts) cut();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function roadOf({ url = "" }: IncomingMessage): Road | undefined {
  return addresses.find(([, path]) => url.startsWith(path))?.[0];
}

function pass(target: URL, request: IncomingMessage, response: ServerResponse, isBuffered: boolean): void {
  const { method, url, headers } = request;
  const asked = askFor({ host: target.hostname, port: target.port, method, path: url, headers }, (answer) => {
    const begin = () => response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on("error", () => response.destroy());
    if (!isBuffered) {
      begin().flushHeaders();
      answer.pipe(response);
      return;
    }
    const chunks: Buffer[] = [];
    answer.on("data", (chunk: Buffer) => chunks.push(chunk));
    answer.on("end", () => begin().end(Buffer.concat(chunks)));
  });
  asked.on("error", () => response.destroy());
  response.on("close", () => asked.destroy());
  request.pipe(asked);
}

function passUpgrade(target: URL, request: IncomingMessage, near: Duplex, head: Buffer): void {
  const far = connect(Number(target.port), target.hostname, () => {
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let at = 0; at < request.rawHeaders.length; at += 2) {
      lines.push(`${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}`);
    }
    far.write(`${lines.join("\r\n")}\r\n\r\n`);
    far.write(head);
    far.pipe(near).pipe(far);
  });
  far.setNoDelay(true);
  for (const stream of [near, far]) {
    stream.on("error", () => {});
    stream.on("close", () => {
      near.destroy();
      far.destroy();
    });
  }
}
