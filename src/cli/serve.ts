import { type Config, findUnknownSettings } from "../server/config.ts";
import { createServer, type Server } from "../server/server.ts";
import { readConfigOrExit } from "./read-config-or-exit.ts";

/** Clients told to move come back within this time, each at its own moment. */
const drainSpreadMs = 3_000;
const drainMaxMs = 9_000;

/** Runs until it is told to stop: once to drain, twice to stop at once. */
export async function serve(environment: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfigOrExit(environment);
  if (!config) return;
  const server = await startServer(config);
  if (!server) return;
  for (const name of findUnknownSettings(environment)) server.context.log.warn({ name }, "unknown setting, misspelt?");
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => stop(server));
  announce(server);
}

async function startServer(config: Config): Promise<Server | undefined> {
  try {
    return await createServer(config, { onFatal: die });
  } catch (error) {
    console.error(explainStartFailure(config, error));
    process.exitCode = 1;
    return undefined;
  }
}

/** What to do about the failures that people meet; anything else whole. */
function explainStartFailure({ port, host }: Config, error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `Port ${port} is taken by another program. Stop it, or choose another: PORT=3001`;
  if (code === "EACCES") return `Listening on port ${port} is not allowed to this user. Choose one above 1023.`;
  if (code === "EADDRNOTAVAIL") return `This machine has no address ${host}. Correct HOST, or leave it out.`;
  return error;
}

function die(error: unknown): never {
  console.error(error);
  process.exit(1);
}

function announce({ url, context }: Server): void {
  console.log(`Parley is ready on ${url}`);
  if (context.setupCode !== undefined) {
    console.log(`There is no administrator yet. Become it at ${url}/setup/ with the code ${context.setupCode}`);
  }
}

let isStopping = false;

function stop(server: Server): void {
  if (isStopping) process.exit(1);
  isStopping = true;
  setTimeout(() => process.exit(1), drainMaxMs).unref();
  server.drain(drainSpreadMs).then(() => process.exit(0), die);
}
