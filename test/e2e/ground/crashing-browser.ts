import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type Browser, chromium } from "playwright-core";
import { chromiumArguments, chromiumPath } from "../../support/chromium.ts";

export interface CrashingBrowser extends AsyncDisposable {
  readonly browser: Browser;
  /** SIGKILL to every one of its processes at once: nothing can be saved any more. */
  crash(): Promise<void>;
}

/** A browser with a profile on disk, as people have it. */
export async function startCrashingBrowser(profile: string): Promise<CrashingBrowser> {
  const args = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`, ...chromiumArguments];
  // A process group of its own, so that one signal reaches all of it.
  const child = spawn(chromiumPath, [...args, "about:blank"], { detached: true, stdio: ["ignore", "ignore", "pipe"] });
  const crash = async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = once(child, "exit");
    process.kill(-child.pid, "SIGKILL");
    await ended;
  };
  const browser = await chromium.connectOverCDP(await readEndpoint(child));
  return { browser, crash, [Symbol.asyncDispose]: crash };
}

async function readEndpoint(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    const endpoint = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    if (endpoint) resolve(endpoint);
  });
  child.once("exit", () => reject(new Error(`The browser ended:\n${said}`)));
  return await promise;
}
