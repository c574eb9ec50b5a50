import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "../support/postgres.ts";
import { createTestDatabase } from "../support/postgres.ts";
import { makeTemporaryFolder } from "../support/temporary-folder.ts";

/**
 * Durable ingest: 200 senders in a closed loop, over sockets and over HTTP POST, on SQLite (synchronous=FULL) and on
 * PostgreSQL (fsync on), rounds interleaved. `node test/bench/ingest.ts [rounds] [seconds]`.
 */
const rounds = Number(process.argv[2] ?? 3);
const seconds = Number(process.argv[3] ?? 5);
const senders = 200;
const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

interface Loaded {
  readonly acked: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuSeconds: number;
}

interface Figure extends Loaded {
  readonly database: string;
  readonly transport: string;
  readonly serverCpuSeconds: number;
  readonly flushes: number;
}

function readCpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** How often a process of ours asked the disk to flush, as strace counts it. */
async function countFlushes(pid: number, during: () => Promise<unknown>): Promise<number> {
  const tracer = spawn("strace", ["-f", "-c", "-e", "trace=fdatasync,fsync", "-p", String(pid)]);
  let report = "";
  tracer.stderr.on("data", (chunk: Buffer) => (report += chunk.toString()));
  await once(tracer.stderr, "data");
  await during();
  tracer.kill("SIGINT");
  await once(tracer, "exit");
  const lines = report.split("\n").filter((line) => /\b(fdatasync|fsync)$/.test(line.trim()));
  return lines.reduce((sum, line) => sum + Number(line.trim().split(/\s+/)[3]), 0);
}

async function runLoad(job: object): Promise<Loaded> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "load-ingest.ts"), JSON.stringify(job)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await once(child, "exit");
  return JSON.parse(output) as Loaded;
}

async function measure(database: "sqlite" | "postgres", transport: "socket" | "post"): Promise<Figure> {
  using folder = makeTemporaryFolder();
  const cluster = database === "postgres" ? await startPostgres({ fsync: true }) : undefined;
  const place = cluster && (await createTestDatabase(cluster.url));
  const server = spawn(process.execPath, [join(import.meta.dirname, "serve-bench.ts"), String(senders)], {
    env: {
      PATH: process.env["PATH"],
      PORT: "0",
      HOST: "127.0.0.1",
      LOG_LEVEL: "warn",
      DATA_DIR: folder.path,
      ...(place && { DATABASE_URL: place.url }),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(server.stdout, "data")) as [Buffer];
  const pid = server.pid ?? 0;
  const target = { ...(JSON.parse(line.toString()) as object), transport };
  await runLoad({ ...target, seconds: 1 });
  const before = readCpuSeconds(pid);
  const loaded = await runLoad({ ...target, seconds });
  const serverCpuSeconds = readCpuSeconds(pid) - before;
  let traced: Loaded | undefined;
  const flushes = await countFlushes(pid, async () => {
    traced = await runLoad({ ...target, seconds: 2 });
  });
  server.kill("SIGTERM");
  await once(server, "exit");
  await place?.[Symbol.asyncDispose]();
  await cluster?.[Symbol.asyncDispose]();
  return { ...loaded, database, transport, serverCpuSeconds, flushes: flushes && (traced?.acked ?? 0) / flushes };
}

const figures: Figure[] = [];
for (let round = 0; round < rounds; round++) {
  for (const database of ["sqlite", "postgres"] as const) {
    for (const transport of ["socket", "post"] as const) figures.push(await measure(database, transport));
  }
}
console.table(
  figures.map(({ database, transport, acked, seconds: took, p50Ms, p99Ms, cpuSeconds, serverCpuSeconds, flushes }) => ({
    database,
    transport,
    "acked/s": Math.round(acked / took),
    "p50 ms": Math.round(p50Ms * 10) / 10,
    "p99 ms": Math.round(p99Ms * 10) / 10,
    "server CPU µs/message": Math.round((serverCpuSeconds / acked) * 1e7) / 10,
    "load CPU µs/message": Math.round((cpuSeconds / acked) * 1e7) / 10,
    "messages/flush": Math.round(flushes),
  })),
);
