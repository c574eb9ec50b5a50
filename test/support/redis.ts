import { once } from "node:events";
import { connect } from "node:net";
import { eventually } from "./eventually.ts";
import { findFreePort } from "./free-port.ts";
import { runGuarded } from "./run-guarded.ts";

export interface TestRedis extends AsyncDisposable {
  readonly url: string;
}

/** Starts a Redis of our own that keeps nothing on disk. */
export async function startRedis(): Promise<TestRedis> {
  const port = await findFreePort();
  const server = runGuarded([
    "redis-server",
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
  ]);
  await eventually(
    () => {
      if (server.hasExited()) throw new Error(server.output());
      return answersPing(port);
    },
    { what: "Redis to answer" },
  );
  return { url: `redis://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

async function answersPing(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    socket.write("PING\r\n");
    const [answer] = (await once(socket, "data")) as [Buffer];
    return answer.toString() === "+PONG\r\n";
  } finally {
    socket.destroy();
  }
}
