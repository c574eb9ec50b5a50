import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { SeededRandom } from "../support/seeded-random.ts";

/** What befalls one connection. Bytes are counted in the direction named, from the connection's start. */
export type Fault =
  | { readonly kind: "none" }
  | { readonly kind: "refuse" }
  | { readonly kind: "cut"; readonly direction: Direction; readonly afterBytes: number }
  /** Nothing passes any more, and nobody is told. */
  | { readonly kind: "half-open"; readonly direction: Direction; readonly afterBytes: number }
  | { readonly kind: "stall"; readonly direction: Direction; readonly afterBytes: number; readonly forMs: number }
  /** Handed on in pieces of so many bytes. */
  | { readonly kind: "slice"; readonly bytes: number }
  | { readonly kind: "delay"; readonly byMs: number };

type Direction = "up" | "down";

/** Chooses the fault of the connection with this ordinal. */
export type FaultPlan = (connection: number) => Fault;

export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  /** How often each kind befell a connection. */
  readonly counts: Readonly<Record<Fault["kind"], number>>;
  /** From here on connections go to this port. */
  aimAt(port: number): void;
  setPlan(plan: FaultPlan): void;
  /** Breaks every connection there is. */
  cutAll(): void;
}

export const noFaults: FaultPlan = () => ({ kind: "none" });

/** A plan from a seed: the nth connection always fares the same. Byte counts reach from mid-handshake to some events. */
export function seededPlan(random: SeededRandom, faulty = 0.7): FaultPlan {
  return (connection) => {
    const own = random.fork(connection);
    if (!own.chance(faulty)) return { kind: "none" };
    const direction = own.pick<Direction>(["up", "down"]);
    const afterBytes = own.between(0, own.pick([300, 3_000, 12_000]));
    switch (own.pick(["cut", "cut", "cut", "half-open", "stall", "slice", "delay", "refuse"])) {
      case "cut":
        return { kind: "cut", direction, afterBytes };
      case "half-open":
        return { kind: "half-open", direction, afterBytes };
      case "stall":
        return { kind: "stall", direction, afterBytes, forMs: own.between(10, 200) };
      case "slice":
        return { kind: "slice", bytes: own.between(1, 40) };
      case "delay":
        return { kind: "delay", byMs: own.between(1, 30) };
      case "refuse":
        return { kind: "refuse" };
      default:
        return { kind: "none" };
    }
  };
}

/** A TCP relay to the server that breaks its connections as planned. */
export async function startFaultProxy(port: number, plan: FaultPlan = noFaults): Promise<FaultProxy> {
  const target = { port };
  const counts = { none: 0, refuse: 0, cut: 0, "half-open": 0, stall: 0, slice: 0, delay: 0 };
  const pairs = new Set<readonly [Socket, Socket]>();
  let choose = plan;
  let connections = 0;

  const server = createServer((near) => {
    const fault = choose(connections++);
    counts[fault.kind]++;
    if (fault.kind === "refuse") {
      near.resetAndDestroy();
      return;
    }
    const far = connect(target.port, "127.0.0.1");
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.setNoDelay(true).on("error", end).on("close", end);
    relay(near, far, faultOf("up", fault), end);
    relay(far, near, faultOf("down", fault), end);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const cutAll = () => pairs.forEach(([near]) => near.destroy());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    aimAt: (newPort) => {
      target.port = newPort;
    },
    setPlan: (newPlan) => {
      choose = newPlan;
    },
    cutAll,
    async [Symbol.asyncDispose]() {
      cutAll();
      server.close();
      await once(server, "close");
    },
  };
}

/** A fault of the other direction leaves this one alone. */
function faultOf(direction: Direction, fault: Fault): Fault {
  return "direction" in fault && fault.direction !== direction ? { kind: "none" } : fault;
}

function relay(from: Socket, to: Socket, fault: Fault, end: () => void): void {
  let seen = 0;
  let hasStalled = false;
  from.on("data", (chunk: Buffer) => {
    const before = seen;
    seen += chunk.length;
    switch (fault.kind) {
      case "cut":
        if (seen <= fault.afterBytes) to.write(chunk);
        else to.write(chunk.subarray(0, Math.max(0, fault.afterBytes - before)), end);
        return;
      case "half-open":
        if (seen <= fault.afterBytes) to.write(chunk);
        return;
      case "stall":
        to.write(chunk);
        if (seen > fault.afterBytes && !hasStalled) {
          hasStalled = true;
          pauseFor(from, fault.forMs);
        }
        return;
      case "slice":
        for (let at = 0; at < chunk.length; at += fault.bytes) to.write(chunk.subarray(at, at + fault.bytes));
        return;
      case "delay":
        pauseFor(from, fault.byMs);
        to.write(chunk);
        return;
      case "none":
      case "refuse":
        to.write(chunk);
        return;
      default:
    }
  });
}

function pauseFor(socket: Socket, milliseconds: number): void {
  socket.pause();
  setTimeout(() => socket.resume(), milliseconds);
}
