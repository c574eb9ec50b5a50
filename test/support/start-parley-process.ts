import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const readyLine = /^Parley is ready on http:\/\/\S+?:(\d+)/m;

export interface ParleyOptions {
  /** Added to the environment, over the defaults. */
  readonly env?: Readonly<Record<string, string>>;
  /** Starts the broken build of that name (test/fault/mutants/). */
  readonly mutant?: string | undefined;
  /** Kept when given, otherwise a temporary one that goes with the process. */
  readonly dataDir?: string;
  /** Put before `node`, such as strace and its flags. */
  readonly wrapper?: readonly string[];
  readonly startWithinMs?: number;
}

export interface ParleyProcess extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** All it ever wrote, over restarts. */
  output(): string;
  isRunning(): boolean;
  /** Sends the signal and waits for the end; answers with the exit code, or the signal's name. */
  kill(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
  /** Starts it again on the same port and data; ends it first, with SIGKILL, when it still runs. */
  restart(): Promise<void>;
}

/** The real thing: a server in a process of its own, ready when this resolves. */
export async function startParleyProcess(options: ParleyOptions = {}): Promise<ParleyProcess> {
  const temporary = options.dataDir === undefined ? makeTemporaryFolder() : undefined;
  const dataDir = options.dataDir ?? temporary?.path ?? "";
  let output = "";
  let child: ChildProcess;
  let port = 0;

  async function start(): Promise<void> {
    child = spawnParley(options, { dataDir, port });
    const since = output.length;
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    port = await waitUntilReady(child, () => output.slice(since), options.startWithinMs ?? 20_000);
  }

  async function kill(signal: NodeJS.Signals): Promise<number | NodeJS.Signals> {
    if (isRunning(child)) {
      const exited = once(child, "exit");
      child.kill(signal);
      await exited;
    }
    return child.exitCode ?? child.signalCode ?? "SIGKILL";
  }

  await start();
  return {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get port() {
      return port;
    },
    get pid() {
      return child.pid ?? 0;
    },
    dataDir,
    output: () => output,
    isRunning: () => isRunning(child),
    kill,
    async restart() {
      await kill("SIGKILL");
      await start();
    },
    async [Symbol.asyncDispose]() {
      await kill("SIGKILL");
      temporary?.[Symbol.dispose]();
    },
  };
}

function spawnParley(options: ParleyOptions, { dataDir, port }: { dataDir: string; port: number }): ChildProcess {
  const preload = options.mutant ? ["--import", join(root, "test/fault/mutants/register.ts")] : [];
  const command = [process.execPath, ...preload, join(root, "src/cli/main.ts"), "serve"];
  const [program = "", ...args] = [...(options.wrapper ?? []), ...command];
  const child = spawn(program, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      PORT: String(port),
      HOST: "127.0.0.1",
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      PARLEY_TRUSTED_PROXIES: "127.0.0.0/8",
      ...(options.mutant && { PARLEY_MUTANT: options.mutant }),
      ...options.env,
    },
  });
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);
  child.once("exit", () => process.off("exit", endWithUs));
  return child;
}

/** @returns the port that the ready line names. */
async function waitUntilReady(child: ChildProcess, output: () => string, withinMs: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const timer = setTimeout(() => reject(new Error(`Not ready within ${withinMs} ms:\n${output()}`)), withinMs);
  child.stdout?.on("data", () => {
    const port = readyLine.exec(output())?.[1];
    if (port) resolve(Number(port));
  });
  child.once("error", reject);
  child.once("exit", (code, signal) => reject(new Error(`Ended with ${code ?? signal} before ready:\n${output()}`)));
  try {
    return await promise;
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}
