import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { WebSocket } from "ws";

/**
 * A load generator in a process of its own: each sender sends, waits for the acknowledgement, and sends again.
 * Prints `{acked, seconds, latenciesMs, cpuSeconds}`.
 */
interface Job {
  readonly url: string;
  readonly roomId: number;
  readonly tokens: readonly string[];
  readonly transport: "socket" | "post";
  readonly seconds: number;
}

const job = JSON.parse(process.argv[2] ?? "") as Job;
const body = "x".repeat(200);
const latenciesMs: number[] = [];
const deadline = performance.now() + job.seconds * 1_000;

async function sendOverSocket(token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const socket = new WebSocket(`${job.url.replace("http", "ws")}/api/v1/socket`, { headers, perMessageDeflate: false });
  const done = Promise.withResolvers<void>();
  let sentAt = 0;
  const sendNext = (): void => {
    sentAt = performance.now();
    if (sentAt > deadline) return done.resolve();
    socket.send(JSON.stringify({ t: "send", ref: 1, roomId: job.roomId, clientId: randomUUID(), body }));
  };
  socket.on("open", () => socket.send('{"t":"hello","v":1}'));
  socket.on("message", (data: Buffer) => {
    const text = data.toString("utf8", 0, 40);
    if (text.startsWith('{"t":"welcome"')) return sendNext();
    if (text.startsWith('{"t":"error"')) return done.reject(new Error(data.toString()));
    if (!text.startsWith('{"t":"ack"')) return undefined;
    latenciesMs.push(performance.now() - sentAt);
    return sendNext();
  });
  socket.on("error", done.reject);
  await done.promise;
  socket.terminate();
}

const agent = new Agent({ keepAlive: true, maxSockets: job.tokens.length });

function post(token: string): Promise<number> {
  const payload = JSON.stringify({ clientId: randomUUID(), body });
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(payload),
  };
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const path = `${job.url}/api/v1/rooms/${job.roomId}/messages`;
  const sending = request(path, { method: "POST", agent, headers }, (response) => {
    response.resume();
    response.on("end", () => resolve(response.statusCode ?? 0));
  });
  sending.on("error", reject);
  sending.end(payload);
  return promise;
}

async function sendOverPost(token: string): Promise<void> {
  while (performance.now() < deadline) {
    const sentAt = performance.now();
    const status = await post(token);
    if (status !== 201) throw new Error(`POST answered ${status}`);
    latenciesMs.push(performance.now() - sentAt);
  }
}

const send = job.transport === "socket" ? sendOverSocket : sendOverPost;
const began = performance.now();
await Promise.all(job.tokens.map(send));
const seconds = (performance.now() - began) / 1_000;
const { user, system } = process.cpuUsage();
latenciesMs.sort((a, b) => a - b);
const at = (share: number): number => latenciesMs[Math.floor(latenciesMs.length * share)] ?? 0;
const acked = latenciesMs.length;
console.log(JSON.stringify({ acked, seconds, p50Ms: at(0.5), p99Ms: at(0.99), cpuSeconds: (user + system) / 1e6 }));
process.exit(0);
