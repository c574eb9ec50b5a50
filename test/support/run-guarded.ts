import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

export interface GuardedProcess extends AsyncDisposable {
  /** What it wrote, both streams. */
  output(): string;
  hasExited(): boolean;
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

// The shell outlives us by as long as it takes to end the program: however we die, our end of the pipe closes.
const guard = '"$@" & child=$!; cat >/dev/null; kill -INT "$child" 2>/dev/null; wait "$child"';

/** Runs a server for the tests that cannot be left behind, even when the tests are killed. */
export function runGuarded(command: readonly string[], account?: Account): GuardedProcess {
  const child = spawn("sh", ["-c", guard, "guard", ...command], { ...account, cwd: "/" });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return {
    output: () => output,
    hasExited: () => child.exitCode !== null,
    [Symbol.asyncDispose]: () => endGuarded(child),
  };
}

async function endGuarded(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, "exit");
  child.stdin?.end();
  await exited;
}
