import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seededRandom } from "../support/seeded-random.ts";
import { type Fault, seededPlan, startFaultProxy } from "./fault-proxy.ts";

/** Answers with what it gets. */
const echo = createServer((socket) => socket.on("error", () => {}).pipe(socket));
let port = 0;

beforeAll(async () => {
  echo.listen(0, "127.0.0.1");
  await once(echo, "listening");
  port = (echo.address() as AddressInfo).port;
});
afterAll(() => {
  echo.close();
});

/** Sends so many bytes through a proxy with this fault; answers with how many came back before the end or the wait. */
async function pass(fault: Fault, bytes: number): Promise<{ received: number; ended: boolean }> {
  await using proxy = await startFaultProxy(port, () => fault);
  const socket = connect(Number(new URL(proxy.url).port), "127.0.0.1");
  let received = 0;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  socket.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received === bytes) resolve(false);
  });
  socket.on("error", () => {});
  socket.on("close", () => resolve(true));
  socket.write(Buffer.alloc(bytes, 7));
  const silence = setTimeout(() => resolve(false), 150);
  const ended = await promise;
  clearTimeout(silence);
  socket.destroy();
  return { received, ended };
}

const whole = { received: 1_000, ended: false };

test.each<[Fault, object]>([
  [{ kind: "none" }, whole],
  [{ kind: "slice", bytes: 7 }, whole],
  [{ kind: "delay", byMs: 20 }, whole],
  [{ kind: "stall", direction: "down", afterBytes: 0, forMs: 30 }, whole],
  [{ kind: "refuse" }, { received: 0, ended: true }],
  [
    { kind: "cut", direction: "down", afterBytes: 400 },
    { received: 400, ended: true },
  ],
  [
    { kind: "cut", direction: "up", afterBytes: 0 },
    { received: 0, ended: true },
  ],
  [
    { kind: "half-open", direction: "up", afterBytes: 10 },
    { received: 0, ended: false },
  ],
])("%o", async (fault, outcome) => {
  expect(await pass(fault, 1_000)).toEqual(outcome);
});

test("a seed fixes the fate of each connection, and all kinds come up", () => {
  const plan = seededPlan(seededRandom(1));
  const again = seededPlan(seededRandom(1));
  const fates = Array.from({ length: 200 }, (_, connection) => plan(connection));
  expect(fates).toEqual(Array.from({ length: 200 }, (_, connection) => again(connection)));
  expect(new Set(fates.map(({ kind }) => kind)).size).toBe(7);
});
